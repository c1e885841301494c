import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { StratumClient } from "../../src/stratum/index.js";
import { memoryPair } from "../../src/transport/memory.js";
import { connectRaw, startServer } from "./servers.js";

const text = await readFile(new URL("../../docs/protocol.md", import.meta.url), "utf8");

/** The methods that the documentation lists as unsupported. */
const notSpoken = [...(text.split("## Unsupported methods")[1] ?? "").matchAll(/^\| (.*?) \|/gm)]
  .flatMap(([, what = ""]) => [...what.matchAll(/`([\w.*]+)`/g)])
  .map(([, name = ""]) => name.replace("*", "anything"))
  .filter((name) => name !== "mining.notify");

/** Names that every object has. */
const inherited = ["toString", "constructor", "__proto__", "hasOwnProperty"];

/** What miners and proxies of other coins and vendors send, as they write it. */
const foreign = [
  '"method":"eth_submitLogin","params":["0x0"],"worker":"rig"',
  '"method":"eth_submitHashrate","jsonrpc":"2.0","params":["0x1","0x2"]',
  '"method":"login","jsonrpc":"2.0","params":{"login":"wallet","pass":"x","agent":"XMRig/6.21"}',
  '"method":"submit","params":{"id":"1","job_id":"1","nonce":"00000000","result":"00"}',
  '"method":"keepalived","params":{"id":"1"}',
  '"method":"getwork","params":[]',
  '"method":"mining.update_block","params":["secret",1,"00"]',
  '"method":"smart_mining.set_algo","params":"sha256"',
  '"method":"mining.node","params":["ckpool"]',
  '"method":"mining.set_target","params":["00"]',
  '"method":"client.ping","params":[]',
  '"method":"rpc.discover","params":[]',
  '"method":"","params":[]',
];

describe("what is not spoken", () => {
  it("is named in the documentation", () => {
    expect(notSpoken).toContain("mining.passthrough");
    expect(notSpoken.length).toBeGreaterThan(15);
  });

  it.each([...[...notSpoken, ...inherited].map((name) => `"method":"${name}","params":[]`), ...foreign])(
    "is refused with an id, passed over without, and the miner stays: %s",
    async (message) => {
      const { server, port } = await startServer();
      const miner = await connectRaw(port);
      miner.write(`{${message}}\n{"id":null,${message}}\n{"id":"x",${message}}\n`);
      const { method } = JSON.parse(`{${message}}`);
      expect(await miner.message()).toEqual({
        id: "x",
        result: null,
        error: [20, `Method "${method}" not found`, null],
      });
      miner.write('{"id":1,"method":"mining.subscribe","params":[]}\n');
      expect(await miner.message()).toMatchObject({ id: 1, error: null });
      expect(server.sessions.size).toBe(1);
    },
  );

  it("is several messages in an array, but they are answered in one", async () => {
    const { port } = await startServer();
    const miner = await connectRaw(port);
    miner.write('[{"id":1,"method":"mining.ping","params":[]},{"id":2,"method":"getwork","params":[]}]\n');
    expect(JSON.parse(await miner.line())).toEqual([
      { id: 1, result: "pong", error: null },
      { id: 2, result: null, error: [20, 'Method "getwork" not found', null] },
    ]);
  });

  it.each(["client.add_peers", "mining.get_temperature", "pong", ...inherited])(
    "is refused by a client, too, and the pool stays: %s",
    async (method) => {
      const [mine, pool] = memoryPair();
      const answers: string[] = [];
      pool.open({ message: (answer) => answers.push(answer), closed: () => answers.push("closed") });
      const client = StratumClient.over(mine);
      pool.send(JSON.stringify({ id: null, method, params: [] }));
      pool.send(JSON.stringify({ method, params: [] }));
      pool.send(JSON.stringify({ id: 7, method, params: [] }));
      pool.send('{"id":8,"method":"mining.ping","params":[]}');
      await expect.poll(() => answers.length).toBe(2);
      expect(answers[0]).toMatch(/^\{"id":7,"result":null,"error":\[20,"Method .* not found",null\]\}$/);
      expect(answers[1]).toBe('{"id":8,"result":"pong","error":null}');
      client.close();
    },
  );
});
