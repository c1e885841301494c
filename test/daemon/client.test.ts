import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DaemonClient, type DaemonClientOptions } from "../../src/daemon/client.js";
import { DevDaemon, type DevDaemonOptions } from "../../src/dev-chain/daemon.js";
import { startCanned } from "./canned.js";

/** Closes what a test opened, the last one first. */
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function startDaemon(options: Partial<DevDaemonOptions> = {}, port = 0) {
  const daemon = new DevDaemon({ user: "__cookie__", password: "secret", interval: 0, ...options });
  const address = await daemon.listen({ port });
  opened.push(() => daemon.close());
  return { daemon, port: address.port, url: `http://127.0.0.1:${address.port}` };
}

function connect(options: DaemonClientOptions): DaemonClient {
  const client = new DaemonClient(options);
  opened.push(() => client.close());
  return client;
}

/** A client of a server that answers as it is told. */
async function canned(
  answer: Parameters<typeof startCanned>[0],
  options: Partial<DaemonClientOptions> = {},
): Promise<DaemonClient> {
  const server = await startCanned(answer);
  opened.push(server.close);
  return connect({ url: server.url, ...options });
}

const success = (result: string) => [200, `{"result":${result},"error":null,"id":1}\n`] as const;
const withPassword = (url: string) => url.replace("://", "://__cookie__:secret@");

describe("a cookie file", () => {
  let folder: string;
  let cookieFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cookie-"));
    cookieFile = join(folder, ".cookie");
    opened.push(() => rm(folder, { recursive: true }));
  });

  it("is read again when a restarted daemon refuses what was in it", async () => {
    const first = await startDaemon({ password: "first" });
    await writeFile(cookieFile, "__cookie__:first");
    const client = connect({ url: first.url, cookieFile });
    expect(await client.rpc.getblockcount()).toBe(0);
    await first.daemon.close();
    await startDaemon({ password: "second" }, first.port);
    await writeFile(cookieFile, "__cookie__:second");
    expect(await client.rpc.getblockcount()).toBe(0);
  });

  it("does not help against a daemon that refuses what is in it", async () => {
    const { url } = await startDaemon();
    await writeFile(cookieFile, "__cookie__:guess");
    const client = connect({ url, cookieFile });
    await expect(client.rpc.getblockcount()).rejects.toMatchObject({ code: "UNAUTHORIZED", executed: "no" });
    await writeFile(cookieFile, "__cookie__:secret");
    expect(await client.rpc.getblockcount()).toBe(0);
  });
});

describe("an error", () => {
  it("has the daemon's own words, number and name", async () => {
    const { url } = await startDaemon();
    const { rpc } = connect({ url: withPassword(url) });
    await expect(rpc.getblockhash({ height: 9 })).rejects.toMatchObject({
      code: "REMOTE",
      wireCode: -8,
      message: "getblockhash: Block height out of range (-8 INVALID_PARAMETER)",
      executed: "yes",
    });
  });

  it("is called by the registry's code where the daemon's number has no name", async () => {
    const { rpc } = await canned(() => [
      500,
      '{"result":null,"error":{"code":-999,"message":"odd\\nmore"},"id":1}',
    ]);
    await expect(rpc.stop()).rejects.toMatchObject({ wireCode: -999, message: "stop: odd (-999 REMOTE)" });
  });

  it("has the same words where the call has no schema", async () => {
    const { url } = await startDaemon();
    await expect(connect({ url: withPassword(url) }).call("getwork")).rejects.toMatchObject({
      code: "METHOD_NOT_FOUND",
      wireCode: -32601,
      message: "getwork: Method not found (-32601 METHOD_NOT_FOUND)",
      executed: "yes",
    });
  });

  it.each([
    ["OVERLOADED", "no", () => [500, "Work queue depth exceeded"] as const],
    ["OVERLOADED", "no", () => [503, "Work queue depth exceeded"] as const],
    ["UNAUTHORIZED", "no", () => [401, ""] as const],
    ["UNAUTHORIZED", "no", () => [403, ""] as const],
    ["CLOSED", "perhaps", () => [503, "<html>Shutting down</html>"] as const],
    ["CLOSED", "perhaps", () => undefined],
    ["REMOTE", "perhaps", () => [502, "Bad gateway"] as const],
  ])("%s says that the call was carried out: %s", async (code, executed, answer) => {
    const { rpc } = await canned(answer);
    const amounts = { nowhere: "1" };
    await expect(rpc.sendmany({ amounts })).rejects.toMatchObject({ code, executed });
  });

  it("says that nothing was carried out where nobody listens", async () => {
    const { daemon, url } = await startDaemon();
    await daemon.close();
    await expect(connect({ url }).rpc.stop()).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      executed: "no",
    });
  });

  it("says that nobody knows where there was no answer in time", async () => {
    const { url } = await startDaemon();
    const client = connect({ url: withPassword(url) });
    await expect(client.rpc.waitfornewblock({}, { deadline: 50 })).rejects.toMatchObject({
      code: "TIMEOUT",
      executed: "perhaps",
    });
  });
});

describe("amounts", () => {
  it.each([
    ["100000000.00000001", "100000000.00000001"],
    ["0.00000001", "0.00000001"],
    ["131894123456.78901234", "131894123456.78901234"],
    ["-0.00017200", "-0.00017200"],
    ["50.00000000", "50.00000000"],
  ])("keep all digits of %s", async (wire, text) => {
    const { rpc } = await canned(() => success(wire), { results: "strict" });
    expect(await rpc.getbalance()).toBe(text);
  });

  it("keep all digits deep inside, beside numbers that are none", async () => {
    const balances = '{"mine":{"trusted":90000000.12345678,"untrusted_pending":0.00000000,"immature":3e2}}';
    const { rpc } = await canned(({ method }) =>
      success(method === "getbalances" ? balances : '{"errors":["none"],"feerate":0.00001000,"blocks":2}'),
    );
    expect((await rpc.getbalances()).mine).toMatchObject({ trusted: "90000000.12345678" });
    expect(await rpc.estimatesmartfee({ confTarget: 2 })).toEqual({
      errors: ["none"],
      feerate: "0.00001000",
      blocks: 2,
    });
  });

  it("go out as they are written", async () => {
    let sent: unknown;
    const { rpc } = await canned(({ params }) => {
      sent = params;
      return success(`"${"00".repeat(32)}"`);
    });
    await rpc.sendmany({ amounts: { nowhere: "100000000.00000001" } });
    expect(sent).toEqual([null, { nowhere: "100000000.00000001" }]);
  });
});

describe("an answer that does not fit its schema", () => {
  const misfit = () => success('"many"');

  it("is refused where the check is strict", async () => {
    const { rpc } = await canned(misfit, { results: "strict" });
    await expect(rpc.getblockcount()).rejects.toMatchObject({ code: "INVALID_RESULT" });
  });

  it("is reported and passed on by default", async () => {
    const warnings: string[] = [];
    const quiet = () => {};
    const logger = { debug: quiet, info: quiet, error: quiet, warn: (text: string) => warnings.push(text) };
    const { rpc } = await canned(misfit, { logger });
    expect(await rpc.getblockcount()).toBe("many");
    expect(warnings).toEqual([expect.stringContaining("getblockcount: the result must be integer")]);
  });

  it("is passed on where there is no check", async () => {
    const { rpc } = await canned(misfit, { results: "off" });
    expect(await rpc.getblockcount()).toBe("many");
  });
});

describe("calls without a schema", () => {
  it("go through by position and by name", async () => {
    const { url } = await startDaemon();
    const client = connect({ url: withPassword(url) });
    const genesis = "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206";
    expect(await client.call("getblockhash", [0])).toBe(genesis);
    expect(await client.call("getblockhash", { height: 0 })).toBe(genesis);
    expect(await client.call("getbestblockhash")).toBe(genesis);
  });
});

describe("a wallet's client", () => {
  it("calls the wallet's own path, whatever its name", async () => {
    const server = await startCanned(() => success("1.00000000"));
    opened.push(server.close);
    const client = connect({ url: server.url });
    for (const name of ["pool", "w a/$x", ""]) {
      const wallet = client.wallet(name);
      opened.push(() => wallet.close());
      await wallet.rpc.getbalance();
    }
    await client.rpc.getbalance();
    expect(server.paths).toEqual(["/wallet/pool", "/wallet/w%20a%2F%24x", "/wallet/", "/"]);
  });

  it("has the credentials of the one it came from", async () => {
    const { url } = await startDaemon({ wallets: ["pool"] });
    const wallet = connect({ url: withPassword(url) }).wallet("pool");
    opened.push(() => wallet.close());
    expect(await wallet.rpc.getwalletinfo()).toMatchObject({ walletname: "pool" });
  });
});

describe("calls that wait", () => {
  it("do not hold up others", async () => {
    const { daemon, url } = await startDaemon();
    const client = connect({ url: withPassword(url), connections: 1 });
    const { longpollid = "" } = await client.rpc.getblocktemplate({ rules: ["segwit"] });
    const listeners = daemon.chain.listenerCount("tip");
    const polls = [1, 2].map(() => client.rpc.getblocktemplate({ rules: ["segwit"], longpollid }));
    const waits = [client.rpc.waitfornewblock(), client.rpc.waitforblockheight({ height: 1 })];
    await expect.poll(() => daemon.chain.listenerCount("tip")).toBe(listeners + 4);
    const address = await client.rpc.getnewaddress();
    expect(await client.rpc.getblockcount()).toBe(0);
    const [hash] = await client.rpc.generatetoaddress({ nblocks: 1, address });
    expect(await Promise.all(polls)).toMatchObject(Array(2).fill({ previousblockhash: hash }));
    expect(await Promise.all(waits)).toEqual(Array(2).fill({ hash, height: 1 }));
  });

  it("are given up when the client is closed", async () => {
    const { daemon, url } = await startDaemon();
    const client = connect({ url: withPassword(url) });
    const listeners = daemon.chain.listenerCount("tip");
    const waiting = client.rpc.waitfornewblock().catch((error) => error);
    await expect.poll(() => daemon.chain.listenerCount("tip")).toBe(listeners + 1);
    await client.close();
    expect(await waiting).toMatchObject({ code: "CLOSED" });
    await expect.poll(() => daemon.chain.listenerCount("tip")).toBe(listeners);
    expect(await client.rpc.getblockcount()).toBe(0);
  });

  it("are given up when their caller says so, and the daemon notices", async () => {
    const { daemon, url } = await startDaemon();
    const client = connect({ url: withPassword(url) });
    const listeners = daemon.chain.listenerCount("tip");
    const gone = new AbortController();
    const waiting = client.rpc.waitfornewblock({}, { signal: gone.signal }).catch((error) => error);
    await expect.poll(() => daemon.chain.listenerCount("tip")).toBe(listeners + 1);
    gone.abort();
    expect(await waiting).toMatchObject({ code: "ABORTED" });
    await expect.poll(() => daemon.chain.listenerCount("tip")).toBe(listeners);
  });
});
