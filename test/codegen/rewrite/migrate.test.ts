import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Miner } from "../../../src/miner/miner.js";
import { StratumClient } from "../../../src/stratum/client.js";
import { freePort } from "../../free-port.js";
import { stratum } from "../command.js";
import { compile } from "../compiler.js";
import { withFolder, write } from "../folder.js";
import { accounts, pool, poolPort, proxy, short, watcher } from "./node-stratum-programs.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const mark = "// stratum migrate: ";

/** Runs something in a project that has `stratum` installed, and programs. */
async function withPrograms(programs: Record<string, string>, run: (folder: string) => Promise<void>) {
  await withFolder(async (folder) => {
    await mkdir(join(folder, "node_modules"));
    await symlink(root, join(folder, "node_modules/stratum"));
    await symlink(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
    await write(folder, { "package.json": '{"type":"module"}', ...programs });
    await run(folder);
  });
}

/** What the compiler says of new files, but for lines below a comment that a person must decide. */
async function complaintsOf(folder: string): Promise<string[]> {
  const types = { target: "es2023", lib: ["es2023"], types: ["node"], module: "nodenext" };
  const compilerOptions = { ...types, strict: true, noEmit: true, skipLibCheck: true };
  const complaints = await compile(folder, { compilerOptions, include: ["*.ts"] });
  const kept = [];
  for (const { file, line, message } of complaints) {
    const lines = (await readFile(join(folder, file), "utf8")).split("\n");
    // The statement may begin some lines earlier.
    let above = line - 2;
    while (above >= 0 && !/[;{}]$|^\s*\/\//.test(lines[above] ?? "")) above--;
    if (!lines[above]?.trim().startsWith(mark)) kept.push(`${file}:${line} ${message}`);
  }
  return kept;
}

/** The new text of one program. */
async function migrated(text: string): Promise<string> {
  let output = "";
  await withPrograms({ "program.js": text }, async (folder) => {
    await stratum(["migrate", "."], folder);
    output = await readFile(join(folder, "program.ts"), "utf8");
  });
  return output;
}

describe("programs in the style of node-stratum's manual", () => {
  it("compile under strict, and leave only to decide what nobody else can", async () => {
    await withPrograms(short, async (folder) => {
      const { code, stdout } = await stratum(["migrate", ".", "--json"], folder);
      expect(code).toBe(0);
      const { files } = JSON.parse(stdout);
      const decisions = files.map((file: { from: string; decisions: object[] }) => {
        return [file.from.slice(folder.length + 1), file.decisions.length];
      });
      expect(Object.fromEntries(decisions)).toEqual({
        "client.js": 0,
        "daemon.js": 1,
        "extended.js": 5,
        "rpc.js": 0,
        "server.js": 0,
      });
      expect(await complaintsOf(folder)).toEqual([]);
    });
  }, 60_000);

  it("become a server with a handler for each method, and a port for its daemons", async () => {
    expect(await migrated(short["server.js"] ?? "")).toBe(`import { StratumServer } from "stratum";
import { NotifyServer } from "stratum/notify";

var server = new StratumServer({
  hostname: 'localhost',
  limits: { lag: 70 },
  handlers: {
    "mining.subscribe": () => {
      return { subscriptions: [["mining.notify", 'ae6812eb4cd7735a302a8a9dd95cf71f']], extranonce1: '08000002', extranonce2Size: 4 };
    },
    "mining.authorize": () => {
      return true;
    },
    "mining.submit": () => {
      return true;
    },
  },
});
const serverRpc = new NotifyServer({ mode: 'tcp', password: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8' });

Promise.all([server.listen({ host: 'localhost', port: 3333 }), serverRpc.listen({ host: 'localhost', port: 1337 })]).then(function(msg) {
  console.log(msg);
});
`);
  }, 60_000);
});

describe("longer programs", () => {
  it("compile under strict with nothing left to decide", async () => {
    const programs = { "pool.js": pool, "accounts.js": accounts, "proxy.js": proxy, "watcher.js": watcher };
    await withPrograms(programs, async (folder) => {
      const { code, stdout } = await stratum(["migrate", "."], folder);
      expect({ code, last: stdout.trim().split("\n").at(-1) }).toEqual({
        code: 0,
        last: "4 files, 0 decisions left",
      });
      expect(await complaintsOf(folder)).toEqual([]);
    });
  }, 60_000);

  it("run: a miner's share counts in the pool, and only once", async () => {
    const port = await freePort();
    await withPrograms(
      { "pool.js": pool.replace(String(poolPort), String(port)), "accounts.js": accounts },
      async (folder) => {
        await stratum(["migrate", "."], folder);
        const jiti = join(root, "node_modules/jiti/lib/jiti-cli.mjs");
        const child = spawn(process.execPath, [jiti, join(folder, "pool.ts")], {
          cwd: folder,
          stdio: ["ignore", "pipe", "inherit"],
        });
        try {
          const lines = createInterface({ input: child.stdout });
          expect((await once(lines, "line"))[0]).toBe("pool listens");
          const url = `stratum+tcp://127.0.0.1:${port}`;
          const client = await StratumClient.connect(url);
          const miner = new Miner(client, { username: "alice.rig1", password: "secret" });
          const [accepted, said] = [once(miner, "accepted"), once(lines, "line")];
          const over = miner.run();
          expect((await accepted)[0]).toMatch(/^[0-9a-f]+$/);
          expect((await said)[0]).toBe("share of alice.rig1");
          miner.stop();
          client.close();
          await over.catch(() => {});
          const other = await StratumClient.connect(url);
          const subscribed = await other.mining.subscribe();
          expect(subscribed).toMatchObject({ extranonce1: "00000002", extranonce2Size: 4 });
          const share = {
            username: "alice",
            jobId: "1",
            extranonce2: "00000000",
            ntime: "65000000",
            nonce: "00000000",
          };
          const refusal = (more = {}) =>
            other.mining.submit({ ...share, ...more }).then(
              (taken) => String(taken),
              (error) => error.code,
            );
          expect(await refusal()).toBe("UNAUTHORIZED");
          expect(await other.mining.authorize({ username: "alice", password: "secret" })).toBe(true);
          expect(await refusal({ jobId: "ffffff" })).toBe("JOB_NOT_FOUND");
          expect(await refusal()).toBe("true");
          expect(await refusal()).toBe("DUPLICATE_SHARE");
          other.close();
        } finally {
          child.kill();
          await once(child, "close");
        }
      },
    );
  }, 60_000);
});

describe("a listener of mining", () => {
  const server = (body: string) => `
var Server = require('stratum').Server;
var server = Server.create({ settings: { port: 3333 } });
server.on('mining', function (req, deferred, socket) {
${body}
});
`;

  it("returns a promise where it answers later, or goes on after it has answered", async () => {
    const text = await migrated(
      server(`switch (req.method) {
        case 'authorize':
          deferred.resolve([true]);
          console.log('logged in');
          break;
        case 'submit':
          setTimeout(function () { deferred.reject([21, 'late']); }, 1);
      }`),
    );
    expect(text).toContain(
      '"mining.authorize": () => new Promise<boolean>((resolve) => {\n      resolve(true);\n      console.log(',
    );
    expect(text).toContain("reject(new RpcError(\"JOB_NOT_FOUND\", 'late'));");
  }, 60_000);

  it("keeps the program's own names apart from those of parameters", async () => {
    const text = await migrated(
      server(`var session = 1;
      if (req.method === 'authorize') {
        var password = 'none';
        deferred.resolve([password === req.params[1] && session === socket.id]);
      } else if (req.method === 'submit') {
        var jobId = req.params[1];
        deferred.resolve([jobId !== '']);
      }`),
    );
    expect(text).toContain("({ password: givenPassword }, { session: minerSession }) => {");
    expect(text).toContain("return password === givenPassword && session === minerSession.id;");
    expect(text).toContain("({ jobId }) => {");
    expect(text).not.toContain("var jobId");
  }, 60_000);
});

describe("a program in a class", () => {
  it("gets its fields declared, and keeps the breaks of its own loops", async () => {
    const text = await migrated(`
var Server = require('stratum').Server;
class Pool {
  constructor(port) {
    this.name = 'pool';
    this.server = Server.create({ settings: { port: port } });
    this.server.on('mining', (req, deferred) => {
      switch (req.method) {
        case 'authorize':
          for (const name of ['alice']) { if (name === req.params[0]) { break; } }
          deferred.resolve([this.name !== '']);
          break;
        case 'submit':
          deferred.reject();
      }
    });
  }
}
if (require.main === module) { new Pool(3333); }
`);
    expect(text).toContain("  name: string;\n  server: StratumServer;");
    expect(text).toContain("if (name === username) { break; }");
    expect(text).toContain('throw new RpcError("OTHER");');
    expect(text).toContain("if (process.argv[1] === import.meta.filename)");
    expect(text).not.toContain(mark);
  }, 60_000);
});

describe("what a person must decide", () => {
  it("has a comment above it, and everything else compiles", async () => {
    const program = `
var stratum = require('stratum');
var _ = stratum.lodash;
var client = stratum.Client.create();
client.connect(3333, 'localhost').then(function (socket) {
  socket.send('raw');
  console.log(\`raw
    \${socket.raw}\`);
  return stratum.q.delay(1);
});
`;
    await withPrograms({ "program.js": program }, async (folder) => {
      const { stdout } = await stratum(["migrate", "program.js"], folder);
      expect(stdout).toMatch(/decide at line \d+: stratum\.q is no longer exported/);
      expect(await complaintsOf(folder)).toEqual([]);
      const text = await readFile(join(folder, "program.ts"), "utf8");
      expect(text).toContain(`${mark}Property 'send' does not exist`);
      expect(text).toMatch(
        /\/\/ stratum migrate: Property 'raw'.*\n *console\.log\(`raw\n {4}\$\{socket\.raw\}`\);/,
      );
    });
  }, 60_000);
});

describe("stratum migrate", () => {
  it("never changes a file that exists, and writes nothing with --dry-run", async () => {
    const files = {
      "client.js": short["client.js"] ?? "",
      "rpc.js": short["rpc.js"] ?? "",
      "rpc.ts": "// mine\n",
    };
    await withPrograms(files, async (folder) => {
      const before = await readdir(folder);
      const dry = await stratum(["migrate", ".", "--dry-run"], folder);
      expect(dry.stdout).toContain("client.js → client.ts\n");
      expect(await readdir(folder)).toEqual(before);
      const { code, stdout } = await stratum(["migrate", "."], folder);
      expect(code).toBe(1);
      expect(stdout).toContain("rpc.js was left alone: rpc.ts exists\n");
      for (const [name, text] of Object.entries(files))
        expect(await readFile(join(folder, name), "utf8")).toBe(text);
      expect(await readdir(folder)).toContain("client.ts");
    });
  }, 60_000);

  it("leaves programs alone that use this package, in either kind of module", async () => {
    const programs = {
      "new.ts": 'import { StratumServer } from "stratum";\nconsole.log(StratumServer);\n',
      "new.cjs": 'const { StratumServer } = require("stratum");\nconsole.log(StratumServer);\n',
    };
    await withPrograms(programs, async (folder) => {
      expect(await stratum(["migrate", "."], folder)).toMatchObject({
        code: 0,
        stdout: "no program uses node-stratum\n",
      });
    });
  });

  it("says where a program has a syntax error, and writes nothing", async () => {
    await withPrograms(
      { "a.js": short["rpc.js"] ?? "", "b.js": "var Server = require('stratum').Server;\nvar (" },
      async (folder) => {
        const { code, stderr } = await stratum(["migrate", "."], folder);
        expect(code).toBe(1);
        expect(stderr).toContain("b.js:2:5\n  error: syntax error");
        expect(await readdir(folder)).not.toContain("a.ts");
      },
    );
  });

  it("names a package.json that has to be of type module, and a folder that is missing", async () => {
    await withPrograms({ "package.json": "{}", "rpc.js": short["rpc.js"] ?? "" }, async (folder) => {
      const { stdout } = await stratum(["migrate", "."], folder);
      expect(stdout).toContain('package.json: add "type": "module", which the new files need\n');
      expect(await stratum(["migrate", "nowhere"], folder)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("nowhere does not exist"),
      });
    });
  }, 60_000);
});
