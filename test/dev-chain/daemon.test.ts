import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { DevDaemon } from "../../src/dev-chain/daemon.js";
import { expectRefusal } from "../daemon/refusals.js";

const authorization = `Basic ${Buffer.from("pool:secret").toString("base64")}`;
const nowhere = "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202";

let daemon: DevDaemon;
let url: string;
let client: DaemonClient;
beforeEach(async () => {
  daemon = new DevDaemon({ user: "pool", password: "secret", interval: 0 });
  const { port } = await daemon.listen({ port: 0 });
  url = `http://127.0.0.1:${port}`;
  client = new DaemonClient({ url: `http://pool:secret@127.0.0.1:${port}`, results: "strict" });
});
afterEach(async () => {
  await client.close();
  await daemon.close();
});

async function post(body: unknown, path = "/", headers: Record<string, string> = { authorization }) {
  const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe("over HTTP", () => {
  it("answers calls without a version as 1.0, with a status for errors", async () => {
    expect(await post({ method: "getblockcount", id: 7 })).toMatchObject({
      status: 200,
      text: '{"result":0,"error":null,"id":7}',
    });
    const unknown = await post({ method: "nonsense", id: 7 });
    expect(unknown).toMatchObject({
      status: 404,
      text: '{"result":null,"error":{"code":-32601,"message":"Method not found"},"id":7}',
    });
    expect(await post({ method: "getblockhash", params: [5], id: 7 })).toMatchObject({ status: 500 });
    expect(await post({ id: 7 })).toMatchObject({ status: 400 });
  });

  it("answers calls of 2.0 in kind, always with 200", async () => {
    const call = { jsonrpc: "2.0", id: "a" };
    expect(await post({ ...call, method: "getblockcount" })).toMatchObject({
      status: 200,
      text: '{"jsonrpc":"2.0","result":0,"id":"a"}',
    });
    const { status, text } = await post({ ...call, method: "getblockhash", params: [5] });
    expect({ status, answer: JSON.parse(text) }).toEqual({
      status: 200,
      answer: { jsonrpc: "2.0", error: { code: -8, message: "Block height out of range" }, id: "a" },
    });
    expect(await post({ jsonrpc: "2.0", method: "getblockcount" })).toMatchObject({ status: 204, text: "" });
  });

  it("answers batches in order", async () => {
    const { status, text } = await post([
      { method: "getblockcount", id: 1 },
      { method: "nonsense", id: 2 },
      { method: "settxfee", params: [0.001], id: 3 },
    ]);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject([
      { id: 1, result: 0 },
      { id: 2, error: { code: -32601 } },
      { id: 3, result: true },
    ]);
  });

  it("refuses without a body: wrong credentials, and paths that are none", async () => {
    const call = { method: "getblockcount", id: 1 };
    const stranger = await post(call, "/", {});
    expect(stranger).toMatchObject({ status: 401, text: "" });
    expect(stranger.headers.get("www-authenticate")).toBe('Basic realm="jsonrpc"');
    expect(await post(call, "/", { authorization: "Basic abc" })).toMatchObject({ status: 401, text: "" });
    for (const path of ["/nowhere", "/?x=1", "/wallet"])
      expect(await post(call, path)).toMatchObject({ status: 404, text: "" });
    expect(await post(call, "/wallet/any%20one")).toMatchObject({ status: 200 });
  });
});

describe("amounts that are numbers", () => {
  it.each<[string, string, readonly unknown[] | Record<string, unknown>, bigint]>([
    ["by position", "sendtoaddress", [nowhere, 0.5], 50_000_000n],
    ["by name", "sendtoaddress", { address: nowhere, amount: 1e-5 }, 1_000n],
    ["within others", "sendmany", ["", { [nowhere]: 0.25 }], 25_000_000n],
  ])("are taken %s", async (_, method, params, satoshis) => {
    await client.rpc.generatetoaddress({ nblocks: 101, address: await client.rpc.getnewaddress() });
    await client.call(method, params);
    const [entry] = daemon.mempool.entries;
    expect(entry?.transaction.outputs[0]?.value).toBe(satoshis);
  });
});

describe("when it stops", () => {
  it("answers those that wait, and is gone", async () => {
    const listeners = daemon.chain.listenerCount("tip");
    const { longpollid = "" } = await client.rpc.getblocktemplate({ rules: ["segwit"] });
    const polling = client.rpc.getblocktemplate({ rules: ["segwit"], longpollid });
    const waiting = client.rpc.waitfornewblock();
    const refused = expectRefusal(polling, -9, /Shutting down/);
    await expect.poll(() => daemon.chain.listenerCount("tip")).toBe(listeners + 2);
    expect(await client.rpc.stop()).toMatch(/stopping/);
    await refused;
    expect(await waiting).toMatchObject({ height: 0 });
    await expect.poll(() => client.rpc.getblockcount().catch(({ code }) => code)).toBe("CONNECT_FAILED");
  });
});

it("has a wallet from the start, unless it is told otherwise", async () => {
  expect(await client.rpc.listwallets()).toEqual([""]);
  expect(await client.rpc.getnewaddress()).toMatch(/^bcrt1/);
});

it("keeps others waiting no longer than a stretch of work while it mines", async () => {
  const hard = new DevDaemon({ user: "pool", password: "secret", interval: 0, bits: 0x1d00ffff });
  const { port } = await hard.listen({ port: 0 });
  const miner = new DaemonClient({ url: `http://pool:secret@127.0.0.1:${port}` });
  const gone = new AbortController();
  const mining = miner.rpc.generatetoaddress(
    { nblocks: 1, address: nowhere, maxtries: 1e9 },
    { signal: gone.signal },
  );
  expect(await miner.rpc.getblockcount()).toBe(0);
  gone.abort();
  await expect(mining).rejects.toMatchObject({ code: "ABORTED" });
  await miner.close();
  await hard.close();
});
