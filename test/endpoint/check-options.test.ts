import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  connect,
  defineProtocol,
  memoryPair,
  notification,
  request,
  serve,
} from "../../src/endpoint/index.js";
import { connected } from "../transport/loopback.js";
import { taskHandlers } from "./service.js";
import { protocol as tasks } from "./tasks/index.js";
import document from "./tasks/openrpc.json" with { type: "json" };

const chat = defineProtocol({
  server: { "chat.send": request<{ text: string }>(), "chat.slow": request() },
  client: { "chat.said": notification<{ text: string }>() },
});

const handlers = { "chat.send": () => null, "chat.slow": () => null };

/** Calls a function as JavaScript does, without the compiler's checks. */
function untyped(call: unknown, ...values: unknown[]): Promise<unknown> {
  return Promise.resolve(Reflect.apply(Object(call), undefined, values));
}

describe("serve refuses", () => {
  it.each([
    [
      "a missing handler",
      [chat, { handlers: { "chat.send": handlers["chat.send"] } }],
      '"chat.slow" is missing',
    ],
    [
      "a handler that is undefined",
      [chat, { handlers: { ...handlers, "chat.slow": undefined } }],
      '"chat.slow"',
    ],
    [
      "a handler that is no function",
      [chat, { handlers: { ...handlers, "chat.slow": 5 } }],
      '"chat.slow" must be a function, not 5',
    ],
    [
      "a handler of an unknown method",
      [chat, { handlers: { ...handlers, "chat.slwo": () => null } }],
      'unknown method "chat.slwo": expected one of chat.send, chat.slow',
    ],
    ["no handlers", [chat, {}], "handlers must be an object, not undefined"],
    ["handlers that are a list", [chat, { handlers: "all" }], 'handlers must be an object, not "all"'],
    [
      "an unknown option",
      [chat, { handlers, listne: "stdio:" }],
      'options: unknown option "listne": expected one of listen, ',
    ],
    [
      "an unknown limit",
      [chat, { handlers, limits: { mesage: 1 } }],
      'limits: unknown limit "mesage": expected one of message, ',
    ],
    [
      "a limit that is a text",
      [chat, { handlers, limits: { message: "1" } }],
      'limits.message must be a number above 0, not "1"',
    ],
    ["limits that are a number", [chat, { handlers, limits: 1 }], "limits must be an object, not 1"],
    ["no options", [chat], "options must be an object, not undefined"],
    [
      "no protocol",
      [undefined, { handlers }],
      "protocol must be a generated one or the result of defineProtocol, not undefined",
    ],
    ["a definition", [{ server: {}, client: {} }, { handlers }], "defineProtocol, not an object"],
    [
      "a missing handler of a method that the document does not call optional",
      [tasks, { document, handlers: { ...taskHandlers(), "tasks.list": undefined } }],
      '"tasks.list" is missing',
    ],
  ])("%s", async (_what, given, message) => {
    await expect(untyped(serve, ...given)).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining(message),
    });
  });
});

describe("serve takes", () => {
  const logger = { debug: () => {}, info: () => {}, warn: vi.fn(), error: () => {} };
  const started = async (options: object) => {
    logger.warn.mockClear();
    const server = await serve(tasks, {
      handlers: taskHandlers(),
      data: () => ({ calls: 0 }),
      logger,
      ...options,
    });
    onTestFinished(() => server.close());
    return logger.warn.mock.calls;
  };
  const { "tasks.list": _list, ...others } = taskHandlers();

  it("a missing handler that the document calls optional", async () => {
    const methods = document.methods.map((method) =>
      method.name === "tasks.list" ? { ...method, "x-optional": true } : method,
    );
    expect(await started({ handlers: others, document: { ...document, methods } })).toEqual([]);
  });

  it("a missing handler that may be optional, and says so", async () => {
    expect(await started({ handlers: others })).toEqual([
      ["no handler for tasks.list: calls fail with METHOD_NOT_FOUND"],
    ]);
  });

  it("handlers of a class, which have a state", async () => {
    class Handlers {
      readonly tasks = new Map();
    }
    expect(await started({ handlers: Object.assign(new Handlers(), taskHandlers()) })).toEqual([]);
  });
});

it("a limit that is undefined has its default", async () => {
  const limits = Object({ message: undefined, handshake: undefined });
  const server = await serve(chat, { listen: "tcp://127.0.0.1:0", handlers, limits });
  onTestFinished(() => server.close());
  const closed = new Promise((resolve) => server.on("close", (_context, error) => resolve(error)));
  const socket = await connected(Number(new URL(server.urls[0] ?? "").port));
  socket.on("error", () => {}).write("x".repeat(1_100_000));
  expect(await closed).toMatchObject({ code: "TOO_LONG" });
});

describe("connect refuses", () => {
  it.each([
    [
      "a handler that is no function",
      [chat, { handlers: { "chat.said": 5 } }],
      '"chat.said" must be a function, not 5',
    ],
    [
      "a handler of an unknown method",
      [chat, { handlers: { "chat.sad": () => {} } }],
      'unknown method "chat.sad": expected one of chat.said',
    ],
    ["an unknown option", [chat, { handler: {} }], 'unknown option "handler": expected one of handlers, '],
    [
      "an unknown limit",
      [chat, { limits: { connections: 1 } }],
      'unknown limit "connections": expected one of message, queue, calls',
    ],
    [
      "a limit that is a text",
      [chat, { limits: { calls: "1" } }],
      'limits.calls must be a number above 0, not "1"',
    ],
    ["no protocol", [], "protocol must be a generated one"],
  ])("%s", async (_what, given, message) => {
    for (const target of ["http://127.0.0.1:1/", memoryPair()[0]])
      await expect(untyped(connect, target, ...given)).rejects.toMatchObject({
        code: "INVALID_OPTION",
        message: expect.stringContaining(message),
      });
  });
});
