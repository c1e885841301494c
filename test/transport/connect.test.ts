import { getEventListeners } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { connectSocket, streamConnection } from "../../src/transport/index.js";
import { lines } from "../../src/wire/lines.js";
import { freePort } from "../free-port.js";
import { listening } from "./loopback.js";
import { receiving } from "./receiving.js";

const host = "127.0.0.1";
const key = readFileSync("test/certificate/key.pem");
const cert = readFileSync("test/certificate/cert.pem");

/** Connects until the test is over. */
async function connecting(options: Parameters<typeof connectSocket>[0]) {
  const socket = await connectSocket(options);
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

describe("connectSocket", () => {
  it("connects", async () => {
    const port = await listening(createServer());
    const { signal } = new AbortController();
    const socket = await connecting({ host, port, signal });
    expect(socket.remotePort).toBe(port);
    expect(socket.listenerCount("error")).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("says that nothing listens there", async () => {
    const port = await freePort();
    await expect(connectSocket({ host, port })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      executed: "no",
      message: `can't connect to 127.0.0.1:${port}: nothing listens there`,
      cause: expect.objectContaining({ code: "ECONNREFUSED" }),
    });
  });

  it("gives up when its signal fires, and closes the socket", async () => {
    const controller = new AbortController();
    const server = createServer();
    const port = await listening(server);
    const accepted = new Promise<void>((resolve) => server.once("connection", () => resolve()));
    const ended = new Promise<void>((resolve) =>
      server.once("connection", (socket) => socket.resume().once("close", () => resolve())),
    );
    const attempt = connectSocket({ host, port, tls: true, signal: controller.signal });
    accepted.then(() => controller.abort("enough"));
    await expect(attempt).rejects.toMatchObject({
      code: "ABORTED",
      message: `connecting to 127.0.0.1:${port}: aborted`,
      cause: "enough",
    });
    await ended;
  });

  it("gives up at once where its signal fired before", async () => {
    const port = await listening(createServer());
    const attempt = connectSocket({ host, port, signal: AbortSignal.abort() });
    await expect(attempt).rejects.toMatchObject({ code: "ABORTED" });
  });

  it("gives up at its deadline: the other end accepts, but does not speak TLS", async () => {
    const port = await listening(createServer());
    await expect(connectSocket({ host, port, tls: true, deadline: 10 })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: `connecting to 127.0.0.1:${port}: no answer within 10 ms`,
    });
  });

  it("names an IPv6 address in brackets", async () => {
    const attempt = connectSocket({ host: "::1", port: await freePort() });
    await expect(attempt).rejects.toThrow(/^can't connect to \[::1\]:\d+: /);
  });
});

describe("connectSocket over TLS", () => {
  /** A TLS server that answers each line with itself. */
  async function echo(): Promise<number> {
    const server = createTlsServer({ key, cert }, (socket) => {
      const connection = streamConnection(socket, {
        framing: lines,
        maxMessage: 100_000,
        maxQueue: 1_000_000,
      });
      receiving(connection, { message: (text) => connection.send(text) });
    });
    server.on("tlsClientError", () => {});
    return listening(server);
  }

  it.each([
    ["a certificate that it knows", { ca: cert }],
    ["any certificate, where it does not care", { rejectUnauthorized: false }],
    ["a certificate for another name that it is told", { ca: cert, servername: "localhost" }],
  ])("takes %s", async (_what, tls) => {
    const socket = await connecting({ host, port: await echo(), tls });
    const connection = streamConnection(socket, { framing: lines, maxMessage: 100_000, maxQueue: 1_000_000 });
    const { messages } = receiving(connection);
    connection.send("x".repeat(50_000));
    connection.send("2");
    await vi.waitFor(() => expect(messages).toEqual(["x".repeat(50_000), "2"]));
  });

  it.each<[string, string, Exclude<Parameters<typeof connectSocket>[0]["tls"], undefined>]>([
    ["a certificate that nobody vouches for", "self-signed certificate", true],
    ["a certificate for another name", "Host: other.example", { ca: cert, servername: "other.example" }],
  ])("refuses %s", async (_what, reason, tls) => {
    const port = await echo();
    await expect(connectSocket({ host, port, tls })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: expect.stringContaining(reason),
    });
  });

  it("refuses what is no TLS", async () => {
    const port = await listening(createServer((socket) => socket.end("Invalid JSON, disconnecting\n")));
    await expect(connectSocket({ host, port, tls: true })).rejects.toMatchObject({ code: "CONNECT_FAILED" });
  });

  it("says that the other end closed the connection instead of answering", async () => {
    const port = await listening(createServer((socket) => socket.destroy()));
    await expect(connectSocket({ host, port, tls: true })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `can't connect to 127.0.0.1:${port}: the peer closed the connection`,
    });
  });
});
