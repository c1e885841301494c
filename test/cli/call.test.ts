import { describe, expect, it, vi } from "vitest";
import { password as rpcPassword, startNotifyServer } from "../notify/notify-servers.js";
import { startFrontedDaemon } from "../pool/fronted-daemon.js";
import { job, startServer } from "../stratum/servers.js";
import { hosted } from "../transport/accepting.js";
import { run } from "./command.js";
import { runHere } from "./here.js";
import { takenPort } from "./serving.js";

/** Calls and gives the result, which is all that is printed. */
async function call(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runHere(["call", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** Fails, with one line. */
async function complains(code: number, words: string | RegExp, ...args: readonly string[]): Promise<string> {
  const ended = await runHere(["call", ...args]);
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).toMatch(/^stratum call: [^\n]+\n$/);
  expect(ended).toMatchObject({ code, stdout: "" });
  return ended.stderr;
}

describe("stratum call to a Stratum server", () => {
  it("takes parameters by position, or by name", async () => {
    const agents: unknown[] = [];
    const { server, port } = await startServer({
      handlers: { "mining.authorize": ({ username, password }) => `${username} ${password}` === "alice 123" },
    });
    server.on("close", ({ userAgent }) => agents.push(userAgent));
    const url = `stratum+tcp://127.0.0.1:${port}`;
    const granted = [[expect.any(Array), expect.any(Array)], expect.stringMatching(/^[0-9a-f]{8}$/), 4];
    expect(await call(url, "mining.subscribe", "me/1.0")).toEqual(granted);
    expect(await call(url, "mining.subscribe", "userAgent=me/2.0")).toEqual(granted);
    await vi.waitFor(() => expect(agents).toEqual(["me/1.0", "me/2.0"]));
    expect(await call(url, "mining.authorize", "alice", "123")).toBe(true);
    expect(await call(url, "mining.authorize", "password=123", "username=alice")).toBe(true);
    expect(await call(`127.0.0.1:${port}`, "mining.authorize", "alice", "other")).toBe(false);
  });

  it("says what the server refuses", async () => {
    const { port } = await startServer();
    const share = ["alice", job.jobId, "00000000", "504e86b9", "00000000"];
    const url = `stratum+tcp://127.0.0.1:${port}`;
    await complains(1, /Unauthorized|not subscribed/i, url, "mining.submit", ...share);
    await complains(1, /Method "mining.nope" not found/, url, "mining.nope", "x");
  });

  it("sends nothing that does not fit the schema", async () => {
    const calls: unknown[] = [];
    const { server, port } = await startServer();
    server.on("session", () => calls.push(1));
    const url = `stratum+tcp://127.0.0.1:${port}`;
    await complains(2, "mining.submit: jobId is missing", url, "mining.submit", "alice");
    await complains(
      2,
      "too many parameters: mining.authorize takes username, password",
      url,
      "mining.authorize",
      "a",
      "b",
      "c",
    );
  });
});

describe("stratum call to an RPC port", () => {
  it.each(["tcp", "ws", "http"])("goes over %s with the password", async (scheme) => {
    const { server, port } = await startNotifyServer();
    server.expose("echo", (params) => params);
    const url = `${scheme}://127.0.0.1:${port}`;
    const withPassword = ["--password", rpcPassword];
    expect(await call(url, "echo", "1", "text", '{"a":[null]}', "1.50", ...withPassword)).toEqual([
      1,
      "text",
      { a: [null] },
      1.5,
    ]);
    expect(await call(url, "echo", "a=1", ...withPassword)).toEqual({ a: 1 });
    expect(await call(url, "mining.alert", "message=a=b", ...withPassword)).toEqual([true]);
    expect(await call(url, "mining.alert", "12345", ...withPassword)).toEqual([true]);
    const { methods } = Object(await call(url, "rpc.discover", ...withPassword));
    expect(methods.map(({ name }: { name: string }) => name)).toContain("mining.block");
    await complains(1, /Unauthorized|refuses the credentials/, url, "echo", "--password", "wrong");
    await complains(2, "mining.block: hash must match", url, "mining.block", "nope", ...withPassword);
  });

  it("takes the password from the URL or the environment, and asks for it", async () => {
    const { server, port } = await startNotifyServer();
    server.expose("where", () => "here");
    const secret = encodeURIComponent(rpcPassword);
    expect(await call(`tcp://x:${secret}@127.0.0.1:${port}`, "where")).toBe("here");
    const url = `tcp://127.0.0.1:${port}`;
    const env = { STRATUM_PASSWORD: rpcPassword };
    expect(await runHere(["call", url, "where"], { env })).toMatchObject({ code: 0, stdout: '"here"\n' });
    for (const scheme of ["tcp", "ws"])
      await complains(
        2,
        "the RPC port requires a password: use --password or STRATUM_PASSWORD",
        `${scheme}://127.0.0.1:${port}`,
        "where",
      );
    expect(await call(`ws://x:${secret}@127.0.0.1:${port}`, "where")).toBe("here");
  });

  it("sends no password to a port that wants none, and names as they are", async () => {
    const sent: string[] = [];
    const port = await hosted({
      answer: (text) => {
        sent.push(text);
        return '{"jsonrpc":"2.0","result":"open","id":1}';
      },
    });
    const address = `127.0.0.1:${port}`;
    expect(await call(`tcp://${address}`, "own", "a=1")).toBe("open");
    expect(await call(`ws://${address}`, "own", "1")).toBe("open");
    expect(sent.map((text) => JSON.parse(text).params)).toEqual([{ a: 1 }, [1]]);
  });
});

describe("stratum call to a daemon", () => {
  it("reads parameters as the method wants them", async () => {
    const { url, client } = await startFrontedDaemon();
    const [hash = ""] = await client.rpc.generatetoaddress({
      nblocks: 1,
      address: await client.rpc.getnewaddress(),
    });
    expect(await call(url, "getblockcount")).toBe(1);
    expect(await call(url, "getblockhash", "height=1")).toBe(hash);
    expect(await call(url, "getblock", hash, "verbosity=0")).toMatch(/^[0-9a-f]+$/);
    expect(await call(url, "getblock", hash)).toMatchObject({ hash, height: 1 });
    expect(await call(url, "getblocktemplate", 'rules=["segwit"]')).toMatchObject({ height: 2 });
    expect(await call(url, "getblocktemplate", '{"rules":["segwit"]}')).toMatchObject({ height: 2 });
    await complains(2, "unknown parameter rools", url, "getblocktemplate", '{"rools":["segwit"]}');
    expect((await runHere(["call", url, "getblockheader", hash, "--json"])).stdout.split("\n")).toHaveLength(
      2,
    );
  });

  it("says the daemon's own words", async () => {
    const { url } = await startFrontedDaemon();
    await complains(1, /Block not found/, url, "getblock", "0".repeat(64));
    const wrong = await complains(
      1,
      "refuses the credentials",
      url.replace("secret", "hunter2"),
      "getblockcount",
    );
    expect(wrong).not.toContain("hunter2");
  });
});

describe("stratum call", () => {
  it("ends as a process, whatever it called and however that went", async () => {
    const miners = await startServer();
    const { server, port } = await startNotifyServer();
    server.expose("where", () => "here");
    const rpc = ["--password", rpcPassword];
    const calls = [
      [`stratum+tcp://127.0.0.1:${miners.port}`, "mining.subscribe"],
      [`tcp://127.0.0.1:${port}`, "where", ...rpc],
      [`http://127.0.0.1:${port}`, "where", ...rpc],
      [`stratum+tcp://127.0.0.1:${miners.port}`, "mining.nope"],
      [`tcp://127.0.0.1:${port}`, "nope", ...rpc],
      [`http://127.0.0.1:${port}`, "nope", ...rpc],
      [`stratum+tcp://127.0.0.1:${await takenPort()}`, "m", "--timeout", "0.2"],
      ["http://127.0.0.1:1", "m"],
    ];
    const codes = await Promise.all(calls.map(async (args) => (await run(["call", ...args])).code));
    expect(codes).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it.each(["stratum+tcp", "tcp", "ws", "http"])("gives up at the deadline, over %s", async (scheme) => {
    const url = `${scheme}://127.0.0.1:${await takenPort()}`;
    await complains(1, /within 200 ms/, url, "mining.ping", "--timeout", "0.2", "--password", "x");
  });

  it.each([
    [
      "another kind of URL",
      ["ftp://127.0.0.1", "m"],
      /stratum\+tcp:\/\/, tcp:\/\/, ws:\/\/, wss:\/\/, http:\/\/ or https:\/\//,
    ],
    [
      "a URL without a host",
      ["http://", "m"],
      /stratum\+tcp:\/\/, tcp:\/\/, ws:\/\/, wss:\/\/, http:\/\/ or https:\/\//,
    ],
    ["a port that is none", ["tcp://127.0.0.1:70000", "m", "--password", "x"], /host:port/],
    ["a port that is none", ["stratum+tcp://127.0.0.1:70000", "m"], /host:port/],
    ["no method", ["tcp://127.0.0.1:1"], /method/],
    [
      "names and positions together",
      ["http://127.0.0.1:1", "own", "a=1", "2"],
      /all by name or all by position/,
    ],
    ["an invalid timeout", ["tcp://127.0.0.1:1", "m", "--timeout", "-1"], /--timeout/],
    ["an unknown flag", ["tcp://127.0.0.1:1", "m", "--nope"], /--nope/],
  ])("takes %s for a mistake", async (_what, args, words) => {
    await complains(2, words, ...args);
  });

  it("says that nobody listens", async () => {
    for (const scheme of ["stratum+tcp", "tcp", "ws", "http"])
      await complains(1, /nothing listens there/, `${scheme}://127.0.0.1:1`, "m", "--password", "x");
  });
});
