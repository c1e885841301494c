/**
 * How a miner talks: its lines as it writes them. In angle brackets stands what changes: `<worker>`, `<id>` (counts
 * up), `<job>`, `<extranonce2>`, `<ntime>`, `<nonce>`, `<bits>`; `<NONCE>` is in capital letters, `<short nonce>`
 * without the zeros before it, `<plain nonce>` a decimal number.
 */
export interface MinerKind {
  /** What it writes before it mines. The lines of one entry go at once; the next one waits for their answers. */
  readonly handshake: readonly (readonly Line[])[];
  readonly submit: string;
  /** What it writes between shares. */
  readonly between?: Line;
  /** Default: a line feed. */
  readonly lineEnd?: string;
  /** What stands between lines that go at once. Default: the line end. */
  readonly separator?: string;
  /** Bytes of a segment. Default: what is written at once is one. */
  readonly segment?: number;
  /** What it tries first, on a connection that it does not expect to live. */
  readonly probe?: Buffer;
}

/** A line with what comes back: a result where nothing is said. */
export type Line = string | { readonly line: string; readonly comes: "nothing" | number };

const silent = (line: string): Line => ({ line, comes: "nothing" });
const refused = (code: number, line: string): Line => ({ line, comes: code });

const subscribe = (agent: string, ...more: string[]) =>
  `{"id":<id>,"method":"mining.subscribe","params":[${[`"${agent}"`, ...more].join(",")}]}`;
const authorize = '{"id":<id>,"method":"mining.authorize","params":["<worker>","x"]}';
const configure = (parameters: string) =>
  `{"id":<id>,"method":"mining.configure","params":[["version-rolling"],{${parameters}}]}`;
const extranonce = '{"id":<id>,"method":"mining.extranonce.subscribe","params":[]}';

const submit =
  '{"id":<id>,"method":"mining.submit","params":["<worker>","<job>","<extranonce2>","<ntime>","<nonce>"]}';
const rollingSubmit = submit.replace('"]}', '","<bits>"]}');

const tlsHandshake = Buffer.from("16030100c8010000c40303", "hex");

/** The crowd: who they are, and what they do that others don't. */
export const minerKinds: Readonly<Record<string, MinerKind>> = {
  "cpuminer/2.5.1": {
    handshake: [
      ['{"id": 1, "method": "mining.subscribe", "params": ["cpuminer/2.5.1"]}'],
      ['{"id": 2, "method": "mining.authorize", "params": ["<worker>", "x"]}'],
    ],
    submit:
      '{"method": "mining.submit", "params": ["<worker>", "<job>", "<extranonce2>", "<ntime>", "<nonce>"], "id":4}',
  },
  "cpuminer that tries again without a name": {
    handshake: [
      [subscribe("cpuminer/2.5.1")],
      ['{"id": 1, "method": "mining.subscribe", "params": []}'],
      [authorize],
    ],
    submit,
  },
  "cpuminer-multi/1.3": {
    handshake: [[subscribe("cpuminer-multi/1.3")], [authorize], [extranonce]],
    submit: submit.replace("<id>", "4"),
  },
  "cgminer/4.10.0": {
    handshake: [
      [configure('"version-rolling.mask":"ffffffff"')],
      [subscribe("cgminer/4.10.0")],
      [authorize],
      ['{"id":<id>,"method":"mining.suggest_difficulty","params":[1]}'],
    ],
    submit: rollingSubmit,
  },
  "cgminer/4.9.0 with a session of long ago": {
    handshake: [[subscribe("cgminer/4.9.0", '"ae6812eb4cd7735a"')], [authorize]],
    submit: submit.replace("<id>", "0"),
  },
  "bfgminer/5.5.0": {
    probe: tlsHandshake,
    handshake: [
      [
        silent(`{"id":null,"method":"mining.suggest_target","params":["${"f".repeat(64)}"]}`),
        silent('{"id":null,"method":"mining.capabilities","params":[{"notify":[],"set_difficulty":{}}]}'),
        '{"id":0,"method":"mining.subscribe","params":["bfgminer/5.5.0"]}',
      ],
      ['{"id":"auth","method":"mining.authorize","params":["<worker>","x"]}'],
      ['{"id":"xnsub","method":"mining.extranonce.subscribe","params":[]}'],
      [silent('{"id":null,"method":"mining.suggest_difficulty","params":[1]}')],
    ],
    submit,
    between: '{"id":<id>,"method":"mining.hashes_done","params":["<worker>",60,1000000]}',
  },
  "bmminer/1.0.0": {
    handshake: [
      [subscribe("bmminer/1.0.0")],
      [authorize],
      ['{"id":<id>,"method":"mining.multi_version","params":[4]}'],
    ],
    submit: rollingSubmit,
  },
  "bmminer/2.0.0/Antminer S9": {
    handshake: [
      [configure('"version-rolling.mask":"1fffe000","version-rolling.min-bit-count":2')],
      [subscribe("bmminer/2.0.0/Antminer S9/16000")],
      ['{"id":9,"method":"mining.authorize","params":["<worker>","123"]}'],
    ],
    submit: rollingSubmit,
  },
  "Antminer S19, which counts bits in a text": {
    handshake: [
      [configure('"version-rolling.mask":"1FFFE000","version-rolling.min-bit-count":"00000002"')],
      [subscribe("Antminer S19j Pro/Wed Mar 2 2022")],
      [authorize],
    ],
    submit: rollingSubmit.replace("<extranonce2>", "<EXTRANONCE2>").replace("<nonce>", "<NONCE>"),
  },
  "whatsminer/v1.0": {
    handshake: [
      [configure('"version-rolling.mask":"1fffe000"').replace("}]}", '}],"ttl":2}')],
      [subscribe("whatsminer/v1.0").replace("]}", '],"ttl":2}')],
      ['{"id":<id>,"method":"mining.authorize","params":["<worker>",""],"ttl":2}'],
    ],
    submit: rollingSubmit.replace("]}", '],"ttl":2}'),
  },
  "bitaxe/BM1366/v2.4.0": {
    handshake: [
      [
        configure('"version-rolling.mask":"ffffffff"'),
        subscribe("bitaxe/BM1366/v2.4.0"),
        authorize,
        '{"id":<id>,"method":"mining.suggest_difficulty","params":[1000]}',
        extranonce,
      ],
    ],
    submit: rollingSubmit,
    between: silent('{"id":-1,"method":"pong","params":[]}'),
  },
  "NerdQAxe/BM1368": {
    handshake: [
      [configure('"version-rolling.mask":"ffffffff"'), subscribe("NerdQAxe++/BM1370/v1.0.30"), authorize],
      [extranonce],
    ],
    submit: rollingSubmit,
    between: '{"id":<id>,"method":"mining.suggest_difficulty","params":[0.00015]}',
  },
  NerdMinerV2: {
    handshake: [[subscribe("NerdMinerV2/V1.6.3")], [authorize]],
    submit: submit.replace("<nonce>", "<short nonce>"),
    between: silent('{"method":"mining.suggest_difficulty","params":[1.5e-4]}'),
  },
  "bosminer-plus-tuner 1.1.0": {
    handshake: [
      [configure('"version-rolling.mask":"1fffe000","version-rolling.min-bit-count":16')],
      [subscribe("bosminer-plus-tuner 1.1.0", "null", '"pool.example:3333"', "null")],
      [authorize],
    ],
    submit: rollingSubmit,
  },
  "NiceHash/1.0.0": {
    handshake: [
      [subscribe("NiceHash/1.0.0", '"1795337596123"', '"a3f1c0ffee"')],
      ['{"id":<id>,"method":"mining.extranonce.subscribe","params":["x"]}'],
      [authorize],
    ],
    submit: submit.replace("]}", ',"surplus","params"]}').replace("<nonce>", '<nonce>","<bits>'),
  },
  "MiningRigRentals, which rolls without asking": {
    handshake: [[subscribe("mrr/1.0")], [authorize]],
    submit: rollingSubmit,
  },
  "a miner that asked for bits and rolls none": {
    handshake: [[configure('"version-rolling.mask":"c00000"')], [subscribe("lazy/1.0")], [authorize]],
    submit,
  },
  "ZIP-301": {
    handshake: [[subscribe("zip301/1.0", "null", '"pool.example"', "3333")], [authorize]],
    submit,
  },
  "the reference translator": {
    handshake: [[subscribe("sv1-translator", "[]")], [authorize]],
    submit: submit.replace('"<ntime>","<nonce>"', "<plain ntime>,<plain nonce>"),
  },
  BTCAgent: {
    handshake: [
      [refused(20, '{"id":"agent","method":"agent.get_capabilities","params":[["verrol"]]}')],
      ['{"id":"987","method":"mining.subscribe","params":["btccom-agent/1.0.0","00000001",2130706433]}'],
      ['{"id":"988","method":"mining.authorize","params":["<worker>"]}'],
    ],
    submit: submit.replace("<id>", '"<id>"'),
  },
  smart_mining: {
    handshake: [
      ['{"id":1,"method":"mining.subscribe","params":["alice","x",[["BTC","pool.example",3333,"wallet"]]]}'],
      [authorize],
    ],
    submit,
  },
  "slush's proxy, which authorizes first": {
    handshake: [
      [authorize],
      [subscribe("StratumProxy/1.5.7")],
      ['{"id":<id>,"method":"mining.subscribe.extranonce"}'],
    ],
    submit,
  },
  "ckpool as a client": {
    handshake: [
      ['{"id":0,"method":"mining.subscribe","params":["ckproxy/0.9.9"]}'],
      ['{"id":1,"method":"mining.authorize","params":["<worker>",null]}'],
      [silent('{"method":"mining.passthrough","params":["ckproxy/0.9.9"]}')],
    ],
    submit,
    between: silent('{"id":null,"method":"mining.suggest_difficulty(42)","params":[]}'),
  },
  "stratum-work, which measures how long an answer takes": {
    handshake: [['{"id":1,"method":"mining.subscribe","params":[]}'], [authorize]],
    submit,
    between: subscribe("latency probe"),
  },
  "a firmware that keeps alive with pings": {
    handshake: [[subscribe("pinger/1.0")], [authorize]],
    submit,
    between: '{"id":<id>,"method":"mining.ping","params":[]}',
  },
  "a firmware that keeps alive by asking for the version": {
    handshake: [[subscribe("asker/1.0")], [authorize]],
    submit,
    between: '{"id":99,"method":"mining.get_version","params":[]}',
  },
  "T-Rex on the wrong port": {
    handshake: [
      [refused(20, '{"id":1,"method":"eth_submitLogin","params":["<worker>"],"worker":"rig"}')],
      [refused(20, '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"<worker>","pass":"x"}}')],
      [subscribe("trex/0.26.8")],
      [authorize],
    ],
    submit: submit.replace("]}", '],"worker":"rig"}'),
  },
  "a client of JSON-RPC 2.0": {
    handshake: [
      ['{"jsonrpc":"2.0","id":<id>,"method":"mining.subscribe","params":{"userAgent":"named/1.0"}}'],
      ['{"jsonrpc":"2.0","id":<id>,"method":"mining.authorize","params":{"username":"<worker>"}}'],
    ],
    submit:
      '{"jsonrpc":"2.0","id":<id>,"method":"mining.submit","params":{"username":"<worker>","jobId":"<job>","extranonce2":"<extranonce2>","ntime":"<ntime>","nonce":"<nonce>"}}',
  },
  "a miner on Windows": { handshake: [[subscribe("win/1.0")], [authorize]], submit, lineEnd: "\r\n" },
  "a miner that ends lines with a NUL behind them": {
    handshake: [[subscribe("nul/1.0")], [authorize]],
    submit,
    lineEnd: "\n\0",
  },
  "a miner that forgets line ends": {
    handshake: [[subscribe("joined/1.0"), authorize]],
    submit,
    separator: "",
  },
  "a miner with empty lines": {
    handshake: [[subscribe("empty/1.0")], [authorize]],
    submit,
    lineEnd: "\n\n\r\n",
  },
  "a miner that is heard byte by byte": {
    handshake: [[subscribe("slow/1.0")], [authorize]],
    submit,
    segment: 1,
  },
  "a miner on small packets": {
    handshake: [[subscribe("cut/1.0"), authorize]],
    submit,
    segment: 17,
  },
  "a miner whose ids are all null": {
    handshake: [
      ['{"id":null,"method":"mining.subscribe","params":["null/1.0"]}'],
      ['{"id":null,"method":"mining.authorize","params":["<worker>","x"]}'],
    ],
    submit: submit.replace("<id>", "null"),
  },
  "a miner with large ids": {
    handshake: [[subscribe("large/1.0").replace("<id>", "9007199254740991")], [authorize]],
    submit: submit.replace("<id>", "-7"),
  },
  "a miner of several workers": {
    handshake: [[subscribe("farm/1.0")], [authorize, authorize.replace("<worker>", "<worker>_2")]],
    submit,
  },
  "a miner with an odd name": {
    handshake: [[subscribe("odd/1.0")], [authorize.replace("<worker>", "<worker>/rig+1,=@ é")]],
    submit,
  },
  "a miner that names its difficulty": {
    handshake: [[subscribe("wishes/1.0")], [authorize.replace('"x"', '"d=<difficulty>,md=1"')]],
    submit,
  },
  "a miner that cannot wait": {
    handshake: [
      [refused(25, submit.replace(/<(job|extranonce2|ntime|nonce)>/g, "00000000"))],
      [subscribe("eager/1.0")],
      [refused(24, submit.replace(/<(job|extranonce2|ntime|nonce)>/g, "00000000"))],
      [authorize],
    ],
    submit,
  },
  "a miner that shouts": {
    handshake: [[subscribe("LOUD/1.0").replace("mining.subscribe", "Mining.Subscribe")], [authorize]],
    submit: submit.replace("mining.submit", "MINING.SUBMIT").replace("<ntime>", "<NTIME>"),
  },
  "a miner that asks for everything": {
    handshake: [
      [
        '{"id":<id>,"method":"mining.configure","params":[["version-rolling","minimum-difficulty","subscribe-extranonce","info","x-new"],{"version-rolling.mask":"1fffe000","version-rolling.min-bit-count":-1,"minimum-difficulty.value":0.00001,"info.sw-version":"1"}]}',
      ],
      [subscribe("curious/1.0")],
      [authorize],
    ],
    submit: rollingSubmit,
  },
};
