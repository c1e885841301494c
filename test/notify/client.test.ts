import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { notify } from "../../src/notify/client.js";
import { NotifyServer } from "../../src/notify/index.js";
import { block, listening, password, startNotifyServer } from "./notify-servers.js";

const host = "127.0.0.1";
const report = { type: "block", data: block, host, password } as const;

/** A server of anything, which is closed with the test. */
async function serving(connected: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    connected(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** A server that says the same to everybody. */
const saying = (text: string | Buffer) => serving((socket) => socket.end(text));

describe("a notification", () => {
  it.each([
    ["block", block, { hash: block, source: "bitcoin" }],
    ["wallet", block, { txid: block, source: "bitcoin" }],
    ["alert", 'Warnung: "Tür"\n{', { message: 'Warnung: "Tür"\n{', source: "bitcoin" }],
  ] as const)("of type %s is delivered", async (type, data, told) => {
    const { server, port } = await startNotifyServer();
    const reported = once(server as NotifyServer, type);
    await notify({ ...report, type, data, port, source: "bitcoin" });
    expect(await reported).toEqual([told]);
  });

  it("is delivered where it was before", async () => {
    const { port } = await startNotifyServer();
    await notify({ ...report, port });
    await notify({ ...report, port });
  });

  it("is delivered by an empty password, where that is right", async () => {
    const server = new NotifyServer();
    const port = await listening(server);
    await notify({ ...report, port, password: "password" });
    await expect(notify({ ...report, port, password: "" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("is written as it always was, with a line end behind it", async () => {
    const texts: string[] = [];
    const port = await serving((socket) => {
      socket.setEncoding("utf8").on("data", (text: string) => {
        texts.push(text);
        if (text.endsWith("\n")) socket.write('{"jsonrpc":"2.0","result":[true],"error":null,"id":1}');
      });
    });
    await notify({ ...report, port, password: "pässwörd", source: "Litecoin" });
    await notify({ ...report, port, password: "password" });
    const start = '{"jsonrpc":"2.0","method":"mining.block","params":';
    expect(texts.join("")).toBe(
      `${start}["cMOkc3N3w7ZyZA==","${block}","Litecoin"],"id":1}\n${start}["cGFzc3dvcmQ=","${block}"],"id":1}\n`,
    );
  });

  it.each([
    ["a whole one", ['{"jsonrpc":"2.0","result":["x"],"error":null,"id":1}']],
    ["one in pieces", ['{"jsonrpc":"2.0","res', 'ult":["ü"],"error":null', ',"id":1}']],
    ["one of HTTP's shape", ['{"jsonrpc":"2.0","result":["x"],"id":1}\r\n']],
  ])("is content with %s for an answer", async (_what, pieces) => {
    const port = await serving(async (socket) => {
      socket.setNoDelay(true);
      for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
    });
    await notify({ ...report, port });
  });
});

describe("a notification that is not delivered", () => {
  it.each([
    [
      "a text for an error",
      '{"jsonrpc":"2.0","result":null,"error":"Unauthorized access","id":1}',
      { code: "UNAUTHORIZED", message: "refused: Unauthorized access" },
    ],
    [
      "two answers",
      '{"jsonrpc":"2.0","result":null,"error":"No password provided","id":1}{"jsonrpc":"2.0","result":null,"error":"Unauthorized access","id":1}',
      { code: "UNAUTHORIZED", message: "refused: No password provided" },
    ],
    [
      "an object for an error",
      '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":1}',
      { code: "REMOTE", message: "refused: Method not found", wireCode: -32601 },
    ],
    [
      "a page",
      "HTTP/1.1 400 Bad Request\r\n\r\n",
      { code: "REMOTE", message: "something other than JSON-RPC" },
    ],
    [
      "a call",
      '{"id":1,"method":"mining.ping"}',
      { code: "REMOTE", message: "something other than JSON-RPC" },
    ],
    ["nothing", "", { code: "CLOSED", message: "closed the connection without an answer" }],
    ["half an answer", '{"jsonrpc":"2.0",', { code: "CLOSED", message: "without an answer" }],
    [
      "an answer without end",
      `"${"x".repeat(1_100_000)}`,
      { code: "REMOTE", message: "something other than JSON-RPC" },
    ],
  ])("says so where there is %s", async (_what, text, { message, ...facts }) => {
    const port = await saying(text);
    await expect(notify({ ...report, port })).rejects.toMatchObject({
      ...facts,
      message: expect.stringMatching(new RegExp(`^127\\.0\\.0\\.1:${port} .*${message.replace("?", "\\?")}`)),
    });
  });

  it("says that the password is wrong, or missing", async () => {
    const { port } = await startNotifyServer();
    for (const wrong of ["wrong", "", `${password} `])
      await expect(notify({ ...report, port, password: wrong })).rejects.toMatchObject({
        code: "UNAUTHORIZED",
        message: `127.0.0.1:${port} refused: Unauthorized access`,
      });
  });

  it("says what is wrong with its data", async () => {
    const { port } = await startNotifyServer();
    await expect(notify({ ...report, port, data: "%s" })).rejects.toMatchObject({
      code: "REMOTE",
      message: expect.stringContaining("refused: mining.block: hash must match pattern"),
    });
  });

  it("says that nobody listens", async () => {
    const server = new NotifyServer();
    const { port } = await server.listen({ port: 0 });
    await server.close();
    await expect(notify({ ...report, port })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `can't reach 127.0.0.1:${port}: nothing listens there`,
    });
  });

  it("says that there is no answer within the deadline, from who is silent or speaks for ever", async () => {
    const silent = await serving(() => {});
    const endless = await serving((socket) => {
      const timer = setInterval(() => socket.write(" "), 5);
      socket.on("close", () => clearInterval(timer));
    });
    for (const port of [silent, endless])
      await expect(notify({ ...report, port, timeout: 100 })).rejects.toMatchObject({
        code: "TIMEOUT",
        message: `127.0.0.1:${port} did not answer within 100 ms`,
      });
  });

  it("waits longer than a timer can, where it should", async () => {
    const { port } = await startNotifyServer();
    await notify({ ...report, port, timeout: 1e12 });
  });
});
