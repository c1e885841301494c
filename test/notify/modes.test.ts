import { describe, expect, it } from "vitest";
import { base64, basic, block, connectRaw, password, post, startNotifyServer } from "./notify-servers.js";
import { WebSocketPeer } from "./web-socket-peer.js";

/** Each asks a server by one transport and gives the answer's result. */
const transports = {
  tcp: async (port: number) => {
    const peer = await connectRaw(port);
    peer.write(`{"jsonrpc":"2.0","method":"where","params":["${base64(password)}"],"id":1}`);
    return (await peer.message()).result;
  },
  http: async (port: number) => {
    const { text } = await post(port, '{"jsonrpc":"2.0","method":"where","id":1}');
    return JSON.parse(text).result;
  },
  webSocket: async (port: number) => {
    const peer = await WebSocketPeer.connect(port, basic(password));
    peer.send('{"jsonrpc":"2.0","method":"where","id":1}');
    return JSON.parse(await peer.message()).result;
  },
};

describe("the modes of an RPC server", () => {
  it.each([
    ["tcp", ["tcp"]],
    ["http", ["http", "webSocket"]],
    ["both", ["tcp", "http", "webSocket"]],
    [undefined, ["tcp", "http", "webSocket"]],
  ] as const)("%s speaks %j on one port, and hangs up on anything else", async (mode, spoken) => {
    const { server, port } = await startNotifyServer({ ...(mode && { mode }) });
    server.expose("where", () => "here");
    for (const [name, ask] of Object.entries(transports)) {
      if (spoken.some((one) => one === name)) expect(await ask(port)).toBe("here");
      else await expect(ask(port)).rejects.toThrow(/over|fetch failed|socket hang up|ECONNRESET/);
    }
  });

  it("tell HTTP from messages however the first bytes are cut", async () => {
    const { server, port } = await startNotifyServer();
    server.expose("where", () => "here");
    const [raw, http] = [await connectRaw(port), await connectRaw(port)];
    const call = `{"jsonrpc":"2.0","method":"where","params":["${base64(password)}"],"id":1}`;
    const body = '{"jsonrpc":"2.0","method":"where","id":1}';
    const request = `POST / HTTP/1.1\r\nHost: here\r\nAuthorization: ${basic(password)}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    raw.socket.setNoDelay(true);
    http.socket.setNoDelay(true);
    for (let index = 0; index < Math.max(call.length, request.length); index++) {
      raw.write(call.charAt(index));
      http.write(request.charAt(index));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await raw.message()).result).toBe("here");
    expect(await http.line()).toBe("HTTP/1.1 200 OK\r");
  });

  it("HTTP takes POST only, and says so", async () => {
    const { port } = await startNotifyServer();
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.text()).toBe("JSON-RPC accepts POST requests only\n");
  });

  it("an answer that is late still comes to who closed its own half", async () => {
    const { server, port } = await startNotifyServer({ mode: "tcp" });
    const waiting: ((result: string) => void)[] = [];
    server.expose("wait", () => new Promise((resolve) => waiting.push(resolve)));
    const peer = await connectRaw(port);
    peer.socket.end(`{"jsonrpc":"2.0","method":"wait","params":["${base64(password)}"],"id":1}`);
    await expect.poll(() => waiting.length).toBe(1);
    waiting[0]?.("at last");
    expect((await peer.message()).result).toBe("at last");
    await peer.closed();
  });

  it("closing ends every connection, and the signal of handlers that run", async () => {
    const { server, port } = await startNotifyServer();
    const signals: AbortSignal[] = [];
    server.expose("wait", (_params, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const raw = await connectRaw(port);
    raw.write(`{"jsonrpc":"2.0","method":"wait","params":["${base64(password)}"],"id":1}`);
    const webSocket = await WebSocketPeer.connect(port, basic(password));
    webSocket.send('{"jsonrpc":"2.0","method":"wait","id":1}');
    const http = post(port, '{"jsonrpc":"2.0","method":"wait","id":1}').catch((error) => error);
    await expect.poll(() => signals.length).toBe(3);
    await server.close();
    expect(await http).toBeInstanceOf(Error);
    await raw.closed();
    await expect(webSocket.message()).rejects.toThrow("over");
    await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    await expect(post(port, "{}")).rejects.toThrow();
  });

  it.each(["tcp", "http"] as const)(
    "who closes it in the middle of a call still answers that: %s",
    async (mode) => {
      const { server, port } = await startNotifyServer({ mode });
      const closed = new Promise<void>((resolve) => {
        server.once("block", () => resolve(server.close()));
      });
      const params = mode === "tcp" ? [base64(password), block] : [block];
      const call = JSON.stringify({ jsonrpc: "2.0", method: "mining.block", params, id: 1 });
      if (mode === "http") {
        expect(JSON.parse((await post(port, call)).text)).toMatchObject({ result: [true], id: 1 });
      } else {
        const peer = await connectRaw(port);
        peer.write(call);
        expect(await peer.message()).toMatchObject({ error: null, id: 1 });
      }
      await closed;
    },
  );
});
