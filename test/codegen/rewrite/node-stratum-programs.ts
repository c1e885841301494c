/** Programs as they were written for node-stratum: short ones in the style of its manual, then longer ones. */
export const short: Record<string, string> = {
  "server.js": `var Server = require('stratum').Server;

var server = Server.create({
  rpc: { host: 'localhost', port: 1337, password: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8', mode: 'tcp' },
  settings: { hostname: 'localhost', toobusy: 70, host: 'localhost', port: 3333 }
});

server.on('mining', function (req, deferred) {
  switch (req.method) {
    case 'subscribe':
      deferred.resolve(['ae6812eb4cd7735a302a8a9dd95cf71f', '08000002', 4]);
      break;
    case 'authorize':
      deferred.resolve([true]);
      break;
    case 'submit':
      deferred.resolve([true]);
      break;
    default:
      deferred.reject(server.errors.METHOD_NOT_FOUND);
  }
});

server.listen().done(function (msg) {
  console.log(msg);
});
`,
  "client.js": `var Client = require('stratum').Client;

client = Client.create();

client.on('mining.error', function (message) {
  console.log(message);
});

client.on('mining', function (req, deferred) {
  switch (req.method) {
    case 'notify':
      console.log(req.params[0]);
      break;
    case 'set_difficulty':
      console.log(req.params[0]);
      deferred.resolve();
      break;
  }
});

client.connect({ host: 'localhost', port: 3333 }).then(function (socket) {
  return socket.stratumSubmit('worker', 'job_id', '00000000', '504e86ed', 'b2957c02');
}).then(function (value) {
  if (value) {
    console.log('accepted');
  }
});
`,
  "rpc.js": `var stratum = require('stratum');

var rpc = stratum.RPCServer.create({
  'mode': 'tcp',
  'port': 9999,
  'host': 'localhost',
  'password': 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3'
});

rpc.listen();

rpc.expose('mymethod', function (args, connection, callback) {
  if (args.length === 0) {
    callback('nothing was given');
  } else {
    callback(null, args[0]);
  }
});
`,
  "daemon.js": `var stratum = require('stratum');

var daemon = stratum.Daemon.create({
  'path': '/usr/bin/sillycoind',
  'name': 'SillyCoin',
  'user': 'rpcuser',
  'password': 'rpcpassword',
  'port': 0xDEAD,
  'host': 'localhost',
  'args': ['debug']
});

daemon.start();
daemon.call('getblockcount', []).then(
  function (result) { console.log(result); },
  function (result) { console.log(result); }
);
`,
  "extended.js": `var stratum = require('stratum');

stratum.Server.defaults.settings.toobusy = 50;
stratum.Server.commands.hashes = function (id, any) {
  return this.stratumSend({ error: null, result: [any], id: id });
};
stratum.Server.daemons['sillycoin'] = { 'path': '/usr/bin/sillycoind', 'name': 'SillyCoin', 'port': 57005 };

var server = stratum.Server.create({ settings: { port: 3334 } });
server.on('mining', function (req, deferred) {
  if (req.method === 'hashes') {
    deferred.resolve([1]);
  }
});
`,
};

/** The port that the pool listens on; tests put another one there. */
export const poolPort = 43333;

export const pool = `'use strict';
// A pool with accounts, sessions and a job that everybody gets.
var stratum = require('stratum'),
    Server = stratum.Server,
    crypto = require('crypto'),
    accounts = require('./accounts');

var jobs = {};
var shares = {};
var jobNumber = 0;
var extranonceNumber = 0;

function nextExtranonce() {
  extranonceNumber += 1;
  return ('00000000' + extranonceNumber.toString(16)).slice(-8);
}

function newJob() {
  jobNumber += 1;
  var id = jobNumber.toString(16);
  jobs[id] = [
    id,
    crypto.createHash('sha256').update(id).digest('hex'),
    '01000000',
    'ffffffff',
    [],
    '20000000',
    '207fffff',
    '65000000',
    true
  ];
  return jobs[id];
}

function keyOf(jobId, extranonce2, ntime, nonce) {
  return [jobId, extranonce2, ntime, nonce].join(':');
}

var server = Server.create({
  settings: {
    hostname: 'pool.example',
    toobusy: 120,
    host: '127.0.0.1',
    port: ${poolPort}
  }
});

function onMining(req, deferred, socket) {
  switch (req.method) {
    case 'subscribe':
      var extranonce1 = nextExtranonce();
      socket.miner = req.params[0];
      deferred.resolve(['deadbeef', extranonce1, 4]);
      break;

    case 'authorize':
      var username = req.params[0], secret = req.params[1];
      // Accounts are asked later, as a database would be.
      accounts.check(username, secret, function (err, ok) {
        if (err) {
          return deferred.reject([20, 'accounts are away']);
        }
        socket.authorized = true;
        socket.stratumDifficulty(0.000001);
        deferred.resolve([ok]);
      });
      break;

    case 'submit':
      var job = jobs[req.params[1]];
      var key = keyOf(req.params[1], req.params[2], req.params[3], req.params[4]);
      if (!socket.authorized) {
        deferred.reject(server.errors.UNAUTHORIZED_WORKER);
        break;
      }
      if (!job) {
        deferred.reject(server.errors.STALE_WORK);
        break;
      }
      if (shares[key]) {
        deferred.reject([22, 'Duplicate share']);
        break;
      }
      shares[key] = true;
      console.log('share of %s', req.params[0]);
      deferred.resolve([true]);
      break;

    default:
      deferred.reject(server.errors.METHOD_NOT_FOUND);
  }
}

server.on('mining', onMining);

server.on('mining.error', function (error) {
  console.error('mining error', error);
});

server.on('busy', function () {
  console.error('too busy');
});

setInterval(function () {
  server.broadcast('notify', newJob());
}, 100);

server.listen().done(function () {
  console.log('pool listens');
});
`;

export const accounts = `var names = { 'alice': 'secret' };

exports.check = function (username, secret, callback) {
  setImmediate(function () {
    callback(null, names[username.split('.')[0]] === secret);
  });
};
`;

export const proxy = `// A proxy that hands shares of its miners on to a pool.
const { Server, Client } = require('stratum');

const config = { pool: { host: 'pool.example', port: 3333 }, user: 'alice.rig1', password: 'x' };
const miners = [];

const client = Client.create();
const server = Server.create({ settings: { host: '0.0.0.0', port: 3340, hostname: 'proxy.example' } });

client.on('mining', (req, deferred) => {
  if (req.method === 'notify') {
    server.broadcast('notify', req.params);
    deferred.resolve();
  } else if (req.method === 'set_difficulty') {
    const difficulty = req.params[0];
    server.broadcast('difficulty', [difficulty]);
  }
});

server.on('mining', (req, deferred, socket) => {
  console.log(req.method, req.params);
  if (req.method === 'subscribe') {
    miners.push(socket.id);
    deferred.resolve(['mining', 'f000000f', 4]);
  } else if (req.method === 'authorize') {
    const [worker, password] = req.params;
    if (worker === '' || password === 'bad') {
      deferred.reject('no such worker');
      return;
    }
    deferred.resolve([true]);
  } else if (req.method === 'submit') {
    client.stratumSubmit(config.user, req.params[1], req.params[2], req.params[3], req.params[4])
      .then(() => deferred.resolve([true]), () => deferred.reject('the pool refused it'));
  }
});

client.connect(config.pool.port, config.pool.host).then((socket) => {
  return socket.stratumSubscribe('proxy/1.0').then(() => socket.stratumAuthorize(config.user, config.password));
}).then((ok) => {
  console.log('authorized', ok);
  server.listen();
});
`;

export const watcher = `// Watches the chain of a daemon, and tells of its height by an RPC port.
var Daemon = require('stratum').Daemon;
var RPCServer = require('stratum').RPCServer;
var fs = require('fs');

var password = process.env.RPC_PASSWORD || 'rpcpassword';
var daemon = new Daemon({ name: 'Litecoin', user: 'rpcuser', password: password, host: '127.0.0.1', port: 9332 });
var rpc = RPCServer.create({ mode: 'both', host: 'localhost', port: 9998, password: '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b' });

var height = 0;
var hashes = [];

function remember(hash) {
  hashes.push(hash);
  if (hashes.length > 100) {
    hashes.shift();
  }
  fs.writeFileSync(__dirname + '/hashes.json', JSON.stringify(hashes));
}

function poll() {
  daemon.call('getblockcount', []).then(function (count) {
    if (count === height) {
      return;
    }
    height = count;
    daemon.call('getblockhash', [count]).then(remember);
  }, function (error) {
    console.error(error);
  });
}

rpc.expose('height', function (args, connection, callback) {
  callback(null, height);
});

rpc.expose('hash', function (args, connection, callback) {
  daemon.call('getblockhash', [args[0]]).then(function (hash) {
    callback(null, hash);
  }, function (error) {
    callback(error);
  });
});

rpc.listen();
setInterval(poll, 1000);
`;
