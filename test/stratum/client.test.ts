import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { isRpcError } from "../../src/rpc/index.js";
import { parseStratumUrl, StratumClient, StratumServer } from "../../src/stratum/index.js";
import { memoryPair } from "../../src/transport/memory.js";
import { RawPeer } from "./raw-peer.js";
import { job, startServer } from "./servers.js";

/** A client with the raw other end of its connection. */
async function withRawPool() {
  const listener = createServer();
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const accepted = once(listener, "connection");
  const client = await StratumClient.connect(
    `stratum+tcp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
  );
  const [socket] = (await accepted) as [Socket];
  const pool = new RawPeer(socket);
  onTestFinished(() => {
    client.close();
    pool.end();
    listener.close();
  });
  return { client, pool };
}

describe("a client", () => {
  it("speaks to a server, with typed calls and events", async () => {
    const { server, port } = await startServer({ difficulty: 2 });
    server.on("ready", (session) => session.send.mining.notify(job));
    const client = await StratumClient.connect(`127.0.0.1:${port}`, { userAgent: "test/1.0" });
    const jobs = once(client, "mining.notify");
    const difficulties = once(client, "mining.set_difficulty");
    expect(await client.mining.subscribe({ userAgent: "test/1.0" })).toMatchObject({ extranonce2Size: 4 });
    expect(await client.mining.authorize({ username: "alice" })).toBe(true);
    expect(await difficulties).toEqual([{ difficulty: 2 }]);
    expect(await jobs).toEqual([job]);
    const [session] = [...server.sessions];
    expect(await session?.send.client.getVersion()).toBe("test/1.0");
    expect(await session?.send.mining.ping()).toBe("pong");
    const closed = once(client, "close");
    client.close();
    expect(await closed).toEqual([undefined]);
    await expect(client.mining.ping()).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("is joined with a server in memory, without sockets", async () => {
    const server = new StratumServer({
      handlers: { "mining.authorize": () => true, "mining.submit": () => true },
    });
    const [mine, pool] = memoryPair();
    server.attach(pool);
    const client = StratumClient.over(mine);
    expect(await client.mining.ping()).toBe("pong");
    client.close();
    await once(client, "close");
    await expect.poll(() => server.sessions.size).toBe(0);
  });

  it.each([
    ['"error":[23,"low difficulty share of 0.3"]', "LOW_DIFFICULTY", 23, "low difficulty share of 0.3"],
    ['"error":[-21,"Job not found",null]', "JOB_NOT_FOUND", -21, "Job not found"],
    [
      '"error":{"code":22,"message":"Duplicate share","data":null},"result":false',
      "DUPLICATE_SHARE",
      22,
      "Duplicate share",
    ],
    ['"result":false,"error":"Stale","reject-reason":"Stale"', "OTHER", 20, "Stale"],
    ['"result":null,"error":true,"reject-reason":"Above target"', "OTHER", 20, "Above target"],
    ['"result":null,"error":[99,"Whatever","more"]', "REMOTE", 99, "Whatever"],
    ['"error":[24]', "UNAUTHORIZED", 24, "unknown reason"],
  ])("reads the error %s", async (reply, code, wireCode, message) => {
    const { client, pool } = await withRawPool();
    const call = client.mining.ping();
    pool.write(`{"id":${(await pool.message()).id},${reply}}\n`);
    const error = await call.catch((reason) => reason);
    expect(isRpcError(error)).toBe(true);
    expect(error).toMatchObject({ code, wireCode, message });
  });

  it.each([
    ['"result":"pong"', "pong"],
    ['"result":"pong","error":null', "pong"],
    ['"result":"pong","error":false,"jsonrpc":"2.0"', "pong"],
  ])("takes the answer %s", async (reply, result) => {
    const { client, pool } = await withRawPool();
    const call = client.mining.ping();
    pool.write(`{"id":"${(await pool.message()).id}",${reply}}\n`);
    expect(await call).toBe(result);
  });

  it("says what does not fit, and goes on", async () => {
    const { client, pool } = await withRawPool();
    const ignored: string[] = [];
    client.on("ignored", ({ message }) => ignored.push(message));
    pool.write("Invalid JSON, disconnecting\n");
    pool.send(
      { id: null, method: "mining.set_difficulty", params: [0] },
      { id: null, method: "mining.notify", params: ["only a job id"] },
    );
    pool.send({ id: 7, method: "mining.nothing", params: [] });
    expect((await pool.message()).error).toEqual([20, 'Method "mining.nothing" not found', null]);
    expect(ignored).toEqual([
      "the pool sent something other than a message: Invalid JSON, disconnecting",
      "mining.set_difficulty: difficulty must be > 0",
      "mining.notify: prevhash is missing",
    ]);
    const call = client.mining.subscribe();
    pool.write(`{"id":${(await pool.message()).id},"result":[[],"xyz",4],"error":null}\n`);
    await expect(call).rejects.toMatchObject({
      code: "INVALID_RESULT",
      message: expect.stringContaining("extranonce1"),
    });
  });

  it("does not answer notifications that have an id", async () => {
    const { client, pool } = await withRawPool();
    const jobs = once(client, "mining.notify");
    pool.send(
      { id: 12, method: "mining.notify", params: Object.values(job) },
      { id: 13, method: "mining.ping", params: [] },
    );
    await jobs;
    expect(await pool.message()).toEqual({ id: 13, result: "pong", error: null });
  });

  it("gives a call up by deadline and by signal, and goes on", async () => {
    const { client, pool } = await withRawPool();
    await expect(client.mining.ping({ deadline: 20 })).rejects.toMatchObject({
      code: "TIMEOUT",
      executed: "perhaps",
    });
    const aborted = new AbortController();
    const call = client.mining.ping({ signal: aborted.signal });
    aborted.abort();
    await expect(call).rejects.toMatchObject({ code: "ABORTED" });
    const last = client.mining.ping();
    await pool.line();
    await pool.line();
    pool.write('{"id":1,"result":"late","error":null}\n');
    pool.write(`{"id":${(await pool.message()).id},"result":"pong","error":null}\n`);
    expect(await last).toBe("pong");
  });

  it("refuses a wrong call before it is sent", async () => {
    const { client, pool } = await withRawPool();
    const submission = {
      username: "alice",
      jobId: "1",
      extranonce2: "0",
      ntime: "00000000",
      nonce: "00000000",
    };
    await expect(client.mining.submit(submission)).rejects.toMatchObject({
      code: "INVALID_PARAMS",
      message: 'mining.submit: extranonce2 must match pattern "^([0-9a-fA-F]{2})*$"',
    });
    expect(pool.lines).toEqual([]);
  });

  it("calls methods without a schema", async () => {
    const { client, pool } = await withRawPool();
    const call = client.call("mining.weather", ["today"]);
    expect(await pool.message()).toEqual({ id: 1, method: "mining.weather", params: ["today"] });
    pool.send({ id: 1, result: { sun: true }, error: null });
    expect(await call).toEqual({ sun: true });
  });

  it("says why it can't connect", async () => {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, "close");
    await expect(StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `can't connect to 127.0.0.1:${port}: nothing listens there`,
    });
    await expect(StratumClient.connect("http://127.0.0.1:1")).rejects.toMatchObject({
      code: "INVALID_OPTION",
    });
  });
});

describe("Stratum URLs", () => {
  it.each([
    ["stratum+tcp://pool.example:3333", { host: "pool.example", port: 3333, tls: false }],
    ["stratum+ssl://pool.example", { host: "pool.example", port: 3333, tls: true }],
    ["stratum+tcps://pool.example:443", { host: "pool.example", port: 443, tls: true }],
    ["127.0.0.1:3334", { host: "127.0.0.1", port: 3334, tls: false }],
    ["stratum+tcp://[::1]:3333", { host: "::1", port: 3333, tls: false }],
    [
      "stratum+tcp://alice.rig1:p%40ss@h:1",
      { host: "h", port: 1, tls: false, username: "alice.rig1", password: "p@ss" },
    ],
  ])("%s", (url, expected) => {
    expect(parseStratumUrl(url)).toEqual(expected);
  });

  it.each(["", "http://pool.example", "stratum+tcp://", "stratum+tcp://host:99999", "not a url"])(
    "refuses %j",
    (url) => {
      expect(() => parseStratumUrl(url)).toThrow("invalid Stratum URL");
    },
  );
});
