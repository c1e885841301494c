import { once } from "node:events";
import { describe, expect, it } from "vitest";
import type { MalformedLine } from "../../src/stratum/index.js";
import { connected, everything } from "../transport/loopback.js";
import { connectRaw, startServer } from "./servers.js";

/** What a server says of lines, once it has closed the session for them. */
async function toldOf(...lines: readonly string[]): Promise<MalformedLine[]> {
  const { server, port } = await startServer({ limits: { malformed: lines.length - 1 } });
  const told: MalformedLine[] = [];
  server.on("malformed", (_session, line) => told.push(line));
  const closed = once(server, "close");
  const miner = await connectRaw(port);
  miner.write(`${lines.join("\n")}\n`);
  await closed;
  return told;
}

describe("a malformed line", () => {
  it.each([
    ["hello", "not JSON", "***"],
    [
      '{"id":1,"method":"mining.authorize","params":["alice","s3cret"',
      "not JSON",
      '{"id":***,"method":"mining.authorize","params":[***,***',
    ],
    [
      '{"id":1,"method":"mining.authorize","params":["alice","s3cr',
      "not JSON",
      '{"id":***,"method":"mining.authorize","params":[***,***',
    ],
    ["{'method':'mining.authorize','params':['alice','s3cret']}", "not JSON", "{***:***,***:[***,***]}"],
    ['{"s3cret":1}', "a message must have a method, a result or an error", "{***:***}"],
    [
      '{"id":1,"method":7,"params":["alice","s3cret"]}',
      "a message must have a method, a result or an error",
      '{"id":***,"method":***,"params":[***,***]}',
    ],
    [
      '[["mining.authorize","alice","s3cret"]]',
      "a message must be an object",
      '[["mining.authorize",***,***]]',
    ],
  ])("is told with its reason, without what may be a secret: %s", async (line, reason, outline) => {
    expect(await toldOf(line)).toEqual([{ reason, outline, count: 1 }]);
  });

  it("is told of in 200 characters at the most", async () => {
    const [told] = await toldOf("[{},".repeat(4_000));
    expect(told?.outline).toHaveLength(200);
  });

  it("is told of the first time, the second, the fourth, and so on", async () => {
    const told = await toldOf(...Array<string>(17).fill("hello"));
    expect(told.map(({ count }) => count)).toEqual([1, 2, 4, 8, 16]);
  });

  it("is counted by the session", async () => {
    const { server, port } = await startServer();
    const told = once(server, "malformed");
    const miner = await connectRaw(port);
    miner.write("hello\n");
    const [session] = await told;
    expect(session).toMatchObject({
      remoteAddress: `127.0.0.1:${session.address.port}`,
      counters: { malformed: 1 },
    });
  });
});

describe("a miner that is cut off in the middle of a line", () => {
  it.each([
    ["closes its half", false],
    ["breaks off", true],
  ])("is not counted as malformed: it %s", async (_how, breaksOff) => {
    const { server, port } = await startServer();
    const told: MalformedLine[] = [];
    server.on("malformed", (_session, line) => told.push(line));
    const socket = await connected(port, { allowHalfOpen: true });
    const closed = once(server, "close");
    socket.write('{"id":1,"method":"mining.subscribe","params":[]}\n{"id":2,"method":"mining.auth');
    await once(socket, "data");
    if (breaksOff) socket.resetAndDestroy();
    else {
      socket.end();
      expect(await everything(socket)).not.toContain('"error":[');
    }
    const [session, error] = await closed;
    expect([session.counters, told]).toMatchObject([{ messages: 1, malformed: 0 }, []]);
    expect(error).toMatchObject({ code: "CLOSED" });
  });
});
