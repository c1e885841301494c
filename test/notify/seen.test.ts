import { describe, expect, it } from "vitest";
import { hashPassword, NotifyServer } from "../../src/notify/index.js";
import { Seen } from "../../src/notify/seen.js";
import {
  base64,
  basic,
  block,
  connectRaw,
  listening,
  password,
  post,
  startNotifyServer,
} from "./notify-servers.js";
import { WebSocketPeer } from "./web-socket-peer.js";

const report = (method: string, ...params: string[]) =>
  JSON.stringify({ jsonrpc: "2.0", method, params, id: 1 });

describe("what a daemon reports", () => {
  it("is one event, however often and by whatever way it is delivered", async () => {
    const { server, port } = await startNotifyServer();
    const told: unknown[] = [];
    server.on("block", (event) => told.push(event));
    const answers = [(await post(port, report("mining.block", block, "litecoin"))).text];
    const raw = await connectRaw(port);
    raw.write(report("mining.block", base64(password), block, "litecoin"));
    answers.push(await raw.line());
    const webSocket = await WebSocketPeer.connect(port, basic(password));
    webSocket.send(report("mining.block", block, "litecoin"));
    answers.push(await webSocket.message());
    expect(answers.map((answer) => JSON.parse(answer).result)).toEqual([[true], [false], [false]]);
    expect(told).toEqual([{ hash: block, source: "litecoin" }]);
  });

  it("is another event from another daemon, of another kind, or with other words", async () => {
    const { server, port } = await startNotifyServer();
    const told: unknown[] = [];
    server.on("block", ({ source }) => told.push(["block", source]));
    server.on("wallet", ({ source }) => told.push(["wallet", source]));
    server.on("alert", ({ message }) => told.push(["alert", message]));
    const reports = [
      report("mining.block", block, "a"),
      report("mining.block", block, "b"),
      report("mining.block", block),
      report("mining.block", block.replace("a", "b"), "a"),
      report("mining.wallet", block, "a"),
      report("mining.alert", "one"),
      report("mining.alert", "two"),
    ];
    const answers = JSON.parse((await post(port, `[${reports}]`)).text);
    expect(answers.map(({ result }: { result: unknown }) => result)).toEqual(reports.map(() => [true]));
    expect(told).toEqual([
      ["block", "a"],
      ["block", "b"],
      ["block", undefined],
      ["block", "a"],
      ["wallet", "a"],
      ["alert", "one"],
      ["alert", "two"],
    ]);
  });

  it("may go to a handler instead, each delivery for itself", async () => {
    const told: unknown[] = [];
    const server = new NotifyServer({
      password: hashPassword(password),
      handlers: {
        "mining.block": ({ hash }, { remoteAddress }) => {
          told.push(hash, remoteAddress);
          return { taken: true };
        },
      },
    });
    server.on("block", (event) => told.push(event));
    const port = await listening(server);
    for (let count = 0; count < 2; count++)
      expect((await post(port, report("mining.block", block))).text).toContain('"result":[true]');
    const address = expect.stringMatching(/^127\.0\.0\.1:\d+$/);
    expect(told).toEqual([block, address, block, address]);
  });
});

describe("news", () => {
  it("are what was not delivered within the last two seconds", () => {
    const seen = new Seen();
    expect(seen.isNew("a", 0)).toBe(true);
    expect(seen.isNew("a", 1_999)).toBe(false);
    expect(seen.isNew("b", 1_999)).toBe(true);
    expect(seen.isNew("a", 2_000)).toBe(true);
    expect(seen.isNew("a", 3_999)).toBe(false);
  });

  it("are remembered up to a number", () => {
    const seen = new Seen();
    for (let index = 0; index <= 1_024; index++) seen.isNew(`event ${index}`, 0);
    expect(seen.isNew("event 1024", 1)).toBe(false);
    expect(seen.isNew("event 1", 1)).toBe(false);
    expect(seen.isNew("event 0", 1)).toBe(true);
  });
});
