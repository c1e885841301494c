import { describe, expect, it } from "vitest";
import { base64, basic, connectRaw, password, post, startNotifyServer } from "./notify-servers.js";
import { WebSocketPeer } from "./web-socket-peer.js";

const maxMessage = 2_000;

/** A call that takes so many bytes. */
function callOf(size: number, ...params: string[]): string {
  const call = JSON.stringify({ jsonrpc: "2.0", method: "size", params: [...params, ""], id: 1 });
  return call.replace('""]', `"${"x".repeat(size - call.length)}"]`);
}

async function start() {
  const { server, port } = await startNotifyServer({ maxMessage });
  server.expose("size", (params) => Object(params).at(-1).length);
  return port;
}

describe("the longest message", () => {
  it("is taken over TCP, and one more character ends the connection", async () => {
    const port = await start();
    const [good, bad] = [await connectRaw(port), await connectRaw(port)];
    good.write(callOf(maxMessage, base64(password)));
    expect((await good.message()).result).toBeGreaterThan(1_800);
    bad.write(callOf(maxMessage + 1, base64(password)));
    await expect(bad.line()).rejects.toThrow("over");
  });

  it("is taken over HTTP, and of one more byte the length is complained of", async () => {
    const port = await start();
    expect((await post(port, callOf(maxMessage))).status).toBe(200);
    expect(await post(port, callOf(maxMessage + 1))).toMatchObject({
      status: 413,
      text: "the body is longer than 2000 bytes\n",
    });
  });

  it("is taken over WebSocket, and one more byte ends the connection", async () => {
    const port = await start();
    const peer = await WebSocketPeer.connect(port, basic(password));
    peer.send(callOf(maxMessage));
    expect(await peer.message()).toContain('"result"');
    peer.send(callOf(maxMessage + 1));
    await expect(peer.message()).rejects.toThrow("over");
  });
});

describe("a batch", () => {
  const batch = (count: number) =>
    `[${Array.from({ length: count }, (_, id) => `{"jsonrpc":"2.0","method":"id","id":${id}}`).join(",")}]`;

  it("has a thousand calls at the most", async () => {
    const { server, port } = await startNotifyServer();
    let calls = 0;
    server.expose("id", () => ++calls);
    expect(JSON.parse((await post(port, batch(1_000))).text)).toHaveLength(1_000);
    const refusal = JSON.parse((await post(port, batch(1_001))).text);
    expect(refusal).toEqual({
      jsonrpc: "2.0",
      error: { code: -32600, message: "Invalid Request" },
      id: null,
    });
    expect(calls).toBe(1_000);
  });

  it("that is too long is refused on a connection, too", async () => {
    const { port } = await startNotifyServer();
    const peer = await connectRaw(port);
    peer.write(batch(1_001));
    expect(await peer.line()).toContain("-32600");
  });
});

describe("many at a time", () => {
  it("are all answered: calls on one connection, and connections", async () => {
    const { server, port } = await startNotifyServer();
    server.expose("echo", (params) => params);
    const call = (number: number) =>
      JSON.stringify({ jsonrpc: "2.0", method: "echo", params: [base64(password), number], id: number });
    const peers = await Promise.all(Array.from({ length: 20 }, () => connectRaw(port)));
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    for (const peer of peers) peer.write(numbers.map(call).join(""));
    for (const peer of peers) {
      const answers: unknown[] = [];
      while (answers.length < numbers.length) answers.push((await peer.message()).id);
      expect(answers.sort((a, b) => Number(a) - Number(b))).toEqual(numbers);
    }
  });
});

describe("a connection that does not authenticate", () => {
  it.each(["[", "garbage\n"])("is closed at the end of the handshake after %j over TCP", async (text) => {
    const { port } = await startNotifyServer({ handshake: 100 });
    const peer = await connectRaw(port);
    peer.write(text);
    const untilClosed = async (): Promise<never> => {
      await peer.line();
      return untilClosed();
    };
    await expect(untilClosed()).rejects.toThrow("over");
  });

  it.each([undefined, basic("wrong")])("is closed over WebSocket with the header %s", async (header) => {
    const { port } = await startNotifyServer({ handshake: 100 });
    const peer = await WebSocketPeer.connect(port, header);
    await expect(peer.message()).rejects.toThrow("over");
  });

  it("is closed while connections with the password stay open", async () => {
    const { server, port } = await startNotifyServer({ handshake: 300 });
    server.expose("echo", (params) => params);
    const call = (...params: string[]) => JSON.stringify({ jsonrpc: "2.0", method: "echo", params, id: 1 });
    const [raw, webSocket] = [await connectRaw(port), await WebSocketPeer.connect(port, basic(password))];
    raw.write(call(base64(password), "before"));
    expect((await raw.message()).result).toEqual(["before"]);
    const stranger = await WebSocketPeer.connect(port);
    await expect(stranger.message()).rejects.toThrow("over");
    raw.write(call(base64(password), "after"));
    expect((await raw.message()).result).toEqual(["after"]);
    webSocket.send(call("after"));
    expect(await webSocket.message()).toContain('"after"');
  });
});
