import { once } from "node:events";
import { createConnection } from "node:net";
import { describe, expect, it } from "vitest";
import { Attempts } from "../../src/endpoint/attempts.js";
import { defaultPasswordHash, hashPassword, NotifyServer } from "../../src/notify/index.js";
import { createPasswordCheck, decodePassword, headerPassword } from "../../src/notify/password.js";
import { RawPeer } from "../stratum/raw-peer.js";
import { base64, basic, connectRaw, listening, password, post, startNotifyServer } from "./notify-servers.js";
import { WebSocketPeer } from "./web-socket-peer.js";

const ask = '{"jsonrpc":"2.0","method":"where","id":1}';
const here = '{"jsonrpc":"2.0","result":"here","id":1}';

async function start() {
  const { server, port } = await startNotifyServer();
  server.expose("where", () => "here");
  return { server, port };
}

describe("a password", () => {
  it.each([
    ["Basic", basic(password)],
    ["Basic, whoever the user", basic(password, "")],
    ["basic in small letters", basic(password).replace("Basic", "basic")],
    ["Bearer", `Bearer ${base64(password)}`],
  ])("in a header lets in by %s", async (how, header) => {
    const { server, port } = await startNotifyServer({
      password: hashPassword(how === "Bearer" ? base64(password) : password),
    });
    server.expose("where", () => "here");
    expect(await post(port, ask, header)).toMatchObject({ status: 200, text: here });
  });

  it.each([
    ["none", ""],
    ["a wrong one", basic("wrong")],
    ["one with another in front", basic(`x${password}`)],
    ["an empty one", basic("")],
    ["a wrong token", "Bearer wrong"],
    ["another scheme", `Digest ${base64(`anybody:${password}`)}`],
    ["no scheme", base64(`anybody:${password}`)],
  ])("is asked for where there is %s", async (_what, header) => {
    const { server, port } = await start();
    const told = once(server, "unauthorized");
    const { status, text, headers } = await post(port, ask, header);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toBe('Basic realm="stratum"');
    expect(JSON.parse(text)).toEqual({
      jsonrpc: "2.0",
      error: { code: expect.any(Number), message: "Unauthorized access" },
      id: 1,
    });
    expect(await told).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
  });

  it("is asked for once more in each request, and by WebSocket once a connection", async () => {
    const { port } = await start();
    expect((await post(port, ask)).status).toBe(200);
    expect((await post(port, ask, "")).status).toBe(401);
    const peer = await WebSocketPeer.connect(port, basic(password));
    for (let count = 0; count < 2; count++) {
      peer.send(ask);
      expect(await peer.message()).toBe(here);
    }
    const stranger = await WebSocketPeer.connect(port);
    stranger.send(ask);
    expect(await stranger.message()).toContain("Unauthorized access");
    await expect(stranger.message()).rejects.toThrow("over");
  });

  it("as a first parameter is taken off before a handler sees the parameters", async () => {
    const { server, port } = await startNotifyServer();
    server.expose("echo", (params) => params);
    const peer = await connectRaw(port);
    peer.write(
      `{"jsonrpc":"2.0","method":"echo","params":["${base64(password)}",1,"${base64("x")}"],"id":1}`,
    );
    expect((await peer.message()).result).toEqual([1, base64("x")]);
    expect(
      JSON.parse((await post(port, `{"jsonrpc":"2.0","method":"echo","params":["aGk="],"id":1}`)).text)
        .result,
    ).toEqual(["aGk="]);
  });

  it("is wanted of each call of a batch, of which nothing wrong is done", async () => {
    const { server, port } = await startNotifyServer();
    const done: unknown[] = [];
    server.expose("do", (params) => done.push(params));
    const peer = await connectRaw(port);
    const call = (id: number, secret: string) =>
      `{"jsonrpc":"2.0","method":"do","params":["${base64(secret)}",${id}],"id":${id}}`;
    peer.write(`[${call(1, password)},${call(2, "wrong")}]`);
    const answers = JSON.parse(await peer.line());
    expect(answers[0]).toMatchObject({ id: 1, error: null });
    expect(answers[1]).toMatchObject({ id: 2, error: "Unauthorized access" });
    expect(done).toEqual([[1]]);
    await peer.closed();
  });
});

describe("wrong passwords", () => {
  it("make an address wait, even with the right one, but no other address", async () => {
    const { server, port } = await start();
    let told = 0;
    server.on("unauthorized", () => told++);
    const guesses = [...Array(12).fill("wrong"), password].map((guess, id) => {
      return { jsonrpc: "2.0", method: "where", params: [base64(guess)], id };
    });
    const answers = JSON.parse((await post(port, JSON.stringify(guesses), "")).text);
    const wait = "Too many wrong passwords: wait a second";
    expect(answers.map(({ error }: { error: { message: string } }) => error.message)).toEqual([
      ...Array(10).fill("Unauthorized access"),
      ...Array(3).fill(wait),
    ]);
    expect(told).toBe(10);

    const socket = createConnection({ port, host: "127.0.0.1", localAddress: "127.0.0.2" });
    await once(socket, "connect");
    const other = new RawPeer(socket);
    other.write(`{"jsonrpc":"2.0","method":"where","params":["${base64(password)}"],"id":1}`);
    expect((await other.message()).result).toBe("here");
    other.end();
    await expect.poll(async () => (await post(port, ask)).status, { timeout: 10_000 }).toBe(200);
  });

  it("may be ten at once, then one a second", () => {
    const attempts = new Attempts();
    const guess = (now: number) => {
      if (attempts.mustWait("a", now)) return false;
      attempts.failed("a", now);
      return true;
    };
    const guesses = (from: number, count: number) => Array.from({ length: count }, () => guess(from));
    expect(guesses(0, 12)).toEqual([...Array(10).fill(true), false, false]);
    expect(guesses(999, 1)).toEqual([false]);
    expect(guesses(1_000, 2)).toEqual([true, false]);
    expect(guesses(4_000, 4)).toEqual([true, true, true, false]);
    expect(guesses(1_000_000, 12)).toEqual([...Array(10).fill(true), false, false]);
    expect(attempts.mustWait("b", 0)).toBe(false);
  });

  it("are forgotten of the oldest address where there are too many", () => {
    const attempts = new Attempts();
    const fail = (address: string) => {
      for (let count = 0; count < 10; count++) attempts.failed(address, 0);
    };
    fail("first");
    fail("second");
    for (let index = 0; index < 9_999; index++) attempts.failed(`other ${index}`, 0);
    expect(attempts.mustWait("first", 0)).toBe(false);
    expect(attempts.mustWait("second", 0)).toBe(true);
  });
});

describe("the default password", () => {
  it.each(["0.0.0.0", "::", "192.0.2.1", "127.example", "example.org"])(
    "does not do for %s",
    async (host) => {
      for (const server of [
        new NotifyServer(),
        new NotifyServer({ password: defaultPasswordHash.toUpperCase() }),
        new NotifyServer({ password: hashPassword("") }),
      ]) {
        await expect(server.listen({ host, port: 0 })).rejects.toMatchObject({
          code: "INVALID_OPTION",
          message: `the RPC port can't listen on ${host} with the default or an empty password: set your own password`,
        });
      }
    },
  );

  it.each(["127.0.0.1", "127.0.0.2", "localhost"])("does for %s", async (host) => {
    const server = new NotifyServer();
    const { port } = await server.listen({ host, port: 0 });
    await server.close();
    expect(port).toBeGreaterThan(0);
  });

  it("is no matter where there is another one", async () => {
    const server = new NotifyServer({ password: hashPassword(password) });
    await server.listen({ host: "0.0.0.0", port: 0 });
    await server.close();
  });

  it("is `password`", async () => {
    expect(defaultPasswordHash).toBe(hashPassword("password"));
    const server = new NotifyServer();
    server.expose("where", () => "here");
    expect((await post(await listening(server), ask, basic("password"))).text).toBe(here);
  });
});

describe("what is read of a password", () => {
  it.each([password, "", "password", hashPassword("x").slice(1), `${hashPassword("x")}0`])(
    "is a hash, and %j is none",
    (hash) => {
      expect(() => new NotifyServer({ password: hash })).toThrowError(
        expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringContaining("SHA-256 hash") }),
      );
      expect(() => new NotifyServer({ password: hash })).not.toThrowError(/correct horse/);
    },
  );

  it("is checked against a hash in digits of either case", () => {
    for (const hash of [hashPassword("pässwörd"), hashPassword("pässwörd").toUpperCase()]) {
      expect(createPasswordCheck(hash)("pässwörd")).toBe(true);
      expect(createPasswordCheck(hash)("passwort")).toBe(false);
    }
  });

  it.each([
    ["cGFzc3dvcmQ=", "password"],
    ["cMOkc3N3w7ZyZA==", "pässwörd"],
    ["cGFzc3dvcmQ", undefined],
    ["cGFzc3dvcmR=", undefined],
    ["cGFz c3dvcmQ=", undefined],
    [12345, undefined],
    [["cGFzc3dvcmQ="], undefined],
    [null, undefined],
  ])("is base64 as it should be: of %j it is %j", (parameter, secret) => {
    expect(decodePassword(parameter)).toBe(secret);
  });

  it.each([
    ["Basic OnBhc3N3b3Jk", "password"],
    ["BASIC  dXNlcjpwYTpzcw==", "pa:ss"],
    ["Bearer abc", "abc"],
    ["Bearer a b", undefined],
    ["Bearer", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("is behind the scheme, and the user: of %j it is %j", (header, secret) => {
    expect(headerPassword(header)).toBe(secret);
  });
});
