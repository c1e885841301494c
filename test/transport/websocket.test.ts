import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import type { Connection } from "../../src/rpc/index.js";
import type { Origin } from "../../src/transport/origin.js";
import { type WebSocketOptions, webSocketUpgrade } from "../../src/transport/websocket.js";
import { connectWebSocket } from "../../src/transport/websocket-connect.js";
import { hosted } from "./accepting.js";
import { listening } from "./loopback.js";
import { receiving } from "./receiving.js";

/** A client, the connection at its other end, and the request that it came with. */
async function pair(options: Partial<WebSocketOptions> = {}) {
  const server = createServer();
  const connected = new Promise<{ connection: Connection; request: IncomingMessage }>((resolve) => {
    const upgrade = webSocketUpgrade({
      maxMessage: 1_000,
      maxQueue: 100_000,
      connected: (connection, request) => resolve({ connection, request }),
      ...options,
    });
    server.on("upgrade", upgrade);
  });
  const client = await open(`ws://127.0.0.1:${await listening(server)}/path`);
  const texts: [string, boolean][] = [];
  client.on("message", (data: RawData, isBinary) => texts.push([data.toString(), isBinary]));
  return { client, texts, ...(await connected) };
}

async function open(url: string, headers = {}): Promise<WebSocket> {
  const client = new WebSocket(url, { headers });
  onTestFinished(() => client.terminate());
  client.on("error", () => {});
  await once(client, "open");
  return client;
}

describe("connectWebSocket", () => {
  const options = { maxMessage: 1_000, maxQueue: 1_000 };

  it("speaks to a port, with credentials", async () => {
    const origins: Origin[] = [];
    const port = await hosted({
      transports: ["ws"],
      answer: (text, origin) => {
        origins.push(origin);
        return `[${text}]`;
      },
    });
    const url = new URL(`ws://user:secret@127.0.0.1:${port}/`);
    const connection = await connectWebSocket(url, { ...options, authorization: "Basic eA==" });
    const { messages, over } = receiving(connection);
    connection.send("1");
    await vi.waitFor(() => expect(messages).toEqual(["[1]"]));
    connection.close();
    expect(await over).toBeUndefined();
    expect(origins).toMatchObject([{ transport: "ws", headers: { authorization: "Basic eA==" } }]);
    expect(connection.remoteAddress).toBe(url.host);
  });

  it("speaks to a server that knows no subprotocol, as Chromium's", async () => {
    const server = createServer();
    new WebSocketServer({ server, handleProtocols: () => false });
    const url = new URL(`ws://127.0.0.1:${await listening(server)}/`);
    const connection = await connectWebSocket(url, options);
    const { over } = receiving(connection);
    connection.close();
    expect(await over).toBeUndefined();
  });

  it.each([
    [401, "UNAUTHORIZED"],
    [404, "CONNECT_FAILED"],
  ])("says that the server answers %s", async (status, code) => {
    const server = createServer((_request, response) => response.writeHead(status).end());
    const url = new URL(`ws://127.0.0.1:${await listening(server)}/`);
    await expect(connectWebSocket(url, options)).rejects.toMatchObject({ code });
  });

  it("says that nobody listens, and does not wait for ever", async () => {
    const nowhere = new URL("ws://127.0.0.1:1/");
    await expect(connectWebSocket(nowhere, options)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: expect.stringContaining("nothing listens there"),
    });
    const silent = new URL(`ws://127.0.0.1:${await listening(createServer(() => {}))}/`);
    await expect(connectWebSocket(silent, { ...options, deadline: 50 })).rejects.toMatchObject({
      code: "TIMEOUT",
    });
  });
});

describe("a WebSocket connection", () => {
  it("is closed with what its receiver throws", async () => {
    const { client, connection } = await pair();
    const { over } = receiving(connection, {
      message: () => {
        throw new Error("broken");
      },
    });
    client.send("1");
    expect(await over).toMatchObject({ code: "INTERNAL_ERROR", cause: { message: "broken" } });
  });

  it("carries a message a frame, both ways", async () => {
    const { client, connection, request, texts } = await pair();
    const { messages } = receiving(connection, { message: (text) => connection.send(`[${text}]`) });
    client.send('"é"');
    client.send(Buffer.from("2"));
    await vi.waitFor(() =>
      expect(texts).toEqual([
        ['["é"]', false],
        ["[2]", false],
      ]),
    );
    expect(messages).toEqual(['"é"', "2"]);
    expect(request.url).toBe("/path");
    expect(connection.remoteAddress).toBe(`127.0.0.1:${request.socket.remotePort}`);
  });

  it("sends bytes as the text that they are", async () => {
    const { connection, texts } = await pair();
    receiving(connection);
    connection.send(Buffer.from('{"a":1}\n'));
    await vi.waitFor(() => expect(texts).toEqual([['{"a":1}\n', false]]));
  });

  it.each([
    ["the client", ({ client }: Awaited<ReturnType<typeof pair>>) => client.close()],
    ["this side", ({ connection }: Awaited<ReturnType<typeof pair>>) => connection.close()],
  ])("is over without an error when %s closes it", async (_who, close) => {
    const both = await pair();
    const { over, ends } = receiving(both.connection);
    both.connection.send("last");
    close(both);
    expect(await over).toBeUndefined();
    expect(ends).toHaveLength(1);
    expect(both.texts).toEqual([["last", false]]);
  });

  it("is over with an error where a message is too long", async () => {
    const { client, connection } = await pair({ maxMessage: 10 });
    const { messages, over } = receiving(connection);
    client.send("x".repeat(10));
    client.send("x".repeat(11));
    expect(await over).toMatchObject({ code: "TOO_LONG" });
    expect(messages).toEqual(["x".repeat(10)]);
  });

  it("is over with an error where the client does not read", async () => {
    const { client, connection } = await pair({ maxQueue: 100_000 });
    const { ends } = receiving(connection);
    client.pause();
    for (let count = 0; ends.length === 0 && count < 10_000; count++) {
      connection.send("x".repeat(50_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(ends).toMatchObject([
      {
        code: "OVERLOADED",
        message: `${connection.remoteAddress}: reads too slowly, more than 100000 bytes wait`,
      },
    ]);
  });

  it("is no slow one where it is closed and somebody still sends", async () => {
    const { connection } = await pair({ maxQueue: 100 });
    const { over } = receiving(connection);
    connection.close();
    for (let count = 0; count < 10; count++) connection.send("x".repeat(50));
    expect(await over).toBeUndefined();
  });

  it("stops while it is paused, as often as it was, even between frames that came together", async () => {
    const { client, connection } = await pair();
    const { messages } = receiving(connection, {
      message: (text) => {
        if (text !== "2") return;
        connection.pause();
        connection.pause();
      },
    });
    for (let count = 1; count <= 5; count++) client.send(String(count));
    await vi.waitFor(() => expect(messages).toHaveLength(2));
    connection.resume();
    await new Promise((resolve) => setImmediate(resolve));
    expect(messages).toEqual(["1", "2"]);
    connection.resume();
    await vi.waitFor(() => expect(messages).toEqual(["1", "2", "3", "4", "5"]));
  });
});

describe("a port over WebSocket", () => {
  it("answers each frame, and tells where it came from", async () => {
    const origins: Origin[] = [];
    const port = await hosted({
      answer: (text, origin) => {
        origins.push(origin);
        return `[${text}]`;
      },
    });
    const client = await open(`ws://127.0.0.1:${port}/live?x=1`, { authorization: "Bearer secret" });
    const texts: string[] = [];
    client.on("message", (data: RawData) => texts.push(data.toString()));
    client.send("1");
    client.send("2");
    await vi.waitFor(() => expect(texts).toEqual(["[1]", "[2]"]));
    expect(origins[0]).toMatchObject({ path: "/live?x=1", headers: { authorization: "Bearer secret" } });
    expect(origins[0]?.remoteAddress).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(origins[0]?.signal.aborted).toBe(false);
    client.close();
    await vi.waitFor(() => expect(origins[0]?.signal.aborted).toBe(true));
  });
});

it("a WebSocket that is cut without a close frame ends with an error", async () => {
  const { client, connection } = await pair();
  const { over } = receiving(connection);
  client.terminate();
  expect(await over).toMatchObject({
    code: "CLOSED",
    message: `${connection.remoteAddress}: the connection was lost without a close frame`,
  });
});
