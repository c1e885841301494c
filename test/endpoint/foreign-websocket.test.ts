import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import { connect } from "../../src/endpoint/index.js";
import { protocol } from "./tasks/index.js";

/** A server as Chromium's, which knows no subprotocol. */
async function plainServer(): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => false });
  onTestFinished(() => server.close());
  server.on("connection", (socket) => {
    socket.on("message", (text) => {
      const { id } = JSON.parse(String(text));
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: [] }));
    });
  });
  await once(server, "listening");
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
}

it("a server that knows no subprotocol can be connected to from Node.js", async () => {
  const client = await connect(await plainServer(), protocol);
  onTestFinished(() => client.close());
  expect(await client.tasks.list()).toEqual([]);
});
