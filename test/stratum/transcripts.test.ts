import { describe, expect, it } from "vitest";
import { connectRaw, job, startServer } from "./servers.js";

const subscribe = { id: 1, method: "mining.subscribe", params: ["cpuminer/2.5.1"] };
const authorize = { id: 2, method: "mining.authorize", params: ["alice.rig1", "x"] };

describe("cpuminer", () => {
  it("gets its answers, its difficulty before its first job, and an answer a share under the id it always uses", async () => {
    const { server, port } = await startServer({ difficulty: 0.5 });
    server.on("ready", (session) => session.send.mining.notify(job));
    const miner = await connectRaw(port);
    miner.write('{"id": 1, "method": "mining.subscribe", "params": ["cpuminer/2.5.1"]}\n');
    const [subscribed] = [await miner.message()];
    expect(subscribed).toEqual({
      id: 1,
      result: [
        [
          ["mining.set_difficulty", expect.any(String)],
          ["mining.notify", expect.any(String)],
        ],
        expect.stringMatching(/^[0-9a-f]{8}$/),
        4,
      ],
      error: null,
    });
    miner.write('{"id": 2, "method": "mining.authorize", "params": ["alice.rig1", "x"]}\n');
    expect(await miner.line()).toBe('{"id":2,"result":true,"error":null}');
    expect(await miner.line()).toBe('{"id":null,"method":"mining.set_difficulty","params":[0.5]}');
    expect(await miner.message()).toEqual({ id: null, method: "mining.notify", params: Object.values(job) });
    const submit =
      '{"method": "mining.submit", "params": ["alice.rig1", "1f", "00000000", "6b02ad7c", "05000000"], "id":4}\n';
    miner.write(submit + submit);
    expect(await miner.line()).toBe('{"id":4,"result":true,"error":null}');
    expect(await miner.line()).toBe('{"id":4,"result":true,"error":null}');
  });
});

describe("ids", () => {
  it.each(["0", "-1", '"auth"', '""', "null", "1.50", "12345678901234567890", '{"a":1}'])(
    "%s",
    async (id) => {
      const { port } = await startServer();
      const miner = await connectRaw(port);
      miner.write(`{"id":${id},"method":"mining.subscribe","params":[]}\n`);
      const line = await miner.line();
      if (id === '{"a":1}') expect(line).toMatch(/^\{"id":null,"result":null,"error":\[20,/);
      else expect(line.startsWith(`{"id":${id},"result":[[["mining.set_difficulty"`)).toBe(true);
    },
  );
});

describe("segments and line ends", () => {
  it("takes a request that comes byte by byte", async () => {
    const { port } = await startServer();
    const miner = await connectRaw(port);
    miner.socket.setNoDelay(true);
    for (const character of `${JSON.stringify(subscribe)}\n`) {
      await new Promise<void>((resolve) => miner.socket.write(character, () => resolve()));
    }
    expect((await miner.message()).id).toBe(1);
  });

  it("takes many requests in one segment, and answers them in order", async () => {
    const { port } = await startServer();
    const miner = await connectRaw(port);
    miner.send(
      { id: 0, method: "mining.configure", params: [["version-rolling"], {}] },
      subscribe,
      authorize,
    );
    expect([(await miner.message()).id, (await miner.message()).id, (await miner.message()).id]).toEqual([
      0, 1, 2,
    ]);
  });

  it.each([
    ["carriage returns", '{"id":7,"method":"mining.ping","params":[]}\r\n'],
    ["NULs", '\0{"id":7,"method":"mining.ping","params":[]}\0\n'],
    ["empty lines", '\n\r\n\n{"id":7,"method":"mining.ping","params":[]}\n'],
    ["blanks", '  {"id":7,"method":"mining.ping","params":[]}  \n'],
  ])("passes over %s", async (_name, text) => {
    const { port } = await startServer();
    const miner = await connectRaw(port);
    miner.write(text);
    expect(await miner.line()).toBe('{"id":7,"result":"pong","error":null}');
  });
});

describe("other peers", () => {
  it("refuses an unknown method politely, and says nothing where nobody waits", async () => {
    const { port } = await startServer();
    const miner = await connectRaw(port);
    miner.send(
      { id: null, method: "eth_getWork", params: [] },
      { method: "agent.hello", params: [] },
      { id: 5, method: "eth_submitLogin", worker: "w", params: ["0x00"] },
    );
    expect(await miner.message()).toEqual({
      id: 5,
      result: null,
      error: [20, 'Method "eth_submitLogin" not found', null],
    });
    miner.send(subscribe);
    expect((await miner.message()).id).toBe(1);
  });

  it("keeps the connection for a line that is no JSON, and ends it when too many follow each other", async () => {
    const { port } = await startServer({ limits: { malformed: 3 } });
    const miner = await connectRaw(port);
    miner.write("hello\n");
    expect((await miner.message()).error).toEqual([20, expect.any(String), null]);
    miner.send(subscribe);
    expect((await miner.message()).id).toBe(1);
    miner.write("a\nb\nc\n");
    for (let count = 0; count < 3; count++) expect((await miner.message()).error).not.toBe(null);
    miner.send({ id: 2, method: "mining.ping", params: [] });
    expect((await miner.message()).id).toBe(2);
    miner.write("a\nb\nc\nd\n");
    await miner.closed();
  });

  it.each(["standard", "node-stratum", "string", "object"] as const)(
    "writes errors in the dialect %s",
    async (errors) => {
      const { port } = await startServer({ errors });
      const miner = await connectRaw(port);
      miner.send({
        id: 4,
        method: "mining.submit",
        params: ["alice", "1", "00000000", "00000000", "00000000"],
      });
      const expected = {
        standard: [25, "Not subscribed", null],
        "node-stratum": [-25, "Not subscribed", null],
        string: "Not subscribed",
        object: { code: 25, message: "Not subscribed", data: null },
      };
      expect((await miner.message()).error).toEqual(expected[errors]);
    },
  );
});

describe("a miner that only closed its own half", () => {
  it("still gets its answers", async () => {
    const { port } = await startServer({
      handlers: {
        "mining.authorize": () => new Promise((resolve) => setImmediate(() => resolve(true))),
        "mining.submit": () => new Promise((resolve) => setImmediate(() => resolve(true))),
      },
    });
    const miner = await connectRaw(port);
    const submit = {
      id: 3,
      method: "mining.submit",
      params: ["alice.rig1", "1", "00000000", "00000000", "00000000"],
    };
    miner.send(subscribe, authorize, submit);
    miner.socket.end();
    expect(await miner.message()).toMatchObject({ id: 1, error: null });
    expect(await miner.message()).toEqual({ id: 2, result: true, error: null });
    expect(await miner.message()).toEqual({ id: 3, result: true, error: null });
    await miner.closed();
  });
});

describe("HTTP on the Stratum port", () => {
  it.each(["GET", "POST"])(
    "%s is told where Stratum is spoken, and the connection closed",
    async (method) => {
      const { port } = await startServer();
      const response = await fetch(`http://127.0.0.1:${port}/lp`, { method });
      expect(response.headers.get("x-stratum")).toBe(`stratum+tcp://127.0.0.1:${port}`);
      expect(response.headers.get("connection")).toBe("close");
      expect(await response.json()).toEqual({ stratum: `stratum+tcp://127.0.0.1:${port}` });
    },
  );

  it("names the host that it was told to", async () => {
    const { port } = await startServer({ hostname: "pool.example" });
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response.headers.get("x-stratum")).toBe(`stratum+tcp://pool.example:${port}`);
  });
});
