import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Dispatcher, RpcError } from "../../src/rpc/index.js";
import { stratum } from "../../src/wire/stratum.js";
import { listening } from "./loopback.js";
import { called, callerOf, gives, says } from "./rpc-server.js";

const never = () => {};

describe("a call over HTTP that is given up", () => {
  it("fails at its deadline", async () => {
    const { caller } = await called(never);
    await expect(caller.request("getblock", [], { deadline: 20 })).rejects.toMatchObject({
      code: "TIMEOUT",
      message: "getblock: no answer within 20 ms",
      method: "getblock",
      executed: "perhaps",
    });
  });

  it("fails at the caller's deadline where it has none of its own", async () => {
    const { caller } = await called(never, { deadline: 20 });
    await expect(caller.request("a", [])).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it("fails in the middle of an answer, too", async () => {
    const { caller } = await called((_received, response) => {
      response.write('{"result":');
    });
    await expect(caller.request("a", [], { deadline: 100 })).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it("fails when its signal fires, and closes the connection", async () => {
    const controller = new AbortController();
    const closed = vi.fn();
    const { caller } = await called((_received, response) => {
      response.once("close", closed);
      controller.abort("enough");
    });
    await expect(caller.request("getblock", [], { signal: controller.signal })).rejects.toMatchObject({
      code: "ABORTED",
      message: "getblock: aborted",
      method: "getblock",
      cause: "enough",
    });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it("is not sent where its signal fired before, though a connection is open", async () => {
    const { caller, requests } = await called(gives(1));
    await caller.request("first", []);
    const signal = AbortSignal.abort("enough");
    await expect(caller.request("second", [], { signal })).rejects.toMatchObject({
      code: "ABORTED",
      cause: "enough",
    });
    expect(await caller.request("third", [])).toBe(1);
    expect(requests.map(({ body }) => body.method)).toEqual(["first", "third"]);
  });

  it("leaves others alone", async () => {
    const { caller } = await called((received, response) => {
      if (received.body.method === "fast") gives(1)(received, response);
    });
    const slow = expect(caller.request("slow", [], { deadline: 50 })).rejects.toMatchObject({
      code: "TIMEOUT",
    });
    expect(await Promise.all([1, 2, 3].map(() => caller.request("fast", [])))).toEqual([1, 1, 1]);
    await slow;
    expect(await caller.request("fast", [])).toBe(1);
  });
});

describe("a call over HTTP fails", () => {
  it("where nobody listens: then it was not executed", async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const url = `http://127.0.0.1:${port}/`;
    await expect(callerOf({ url }).request("getblock", [])).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: `can't connect to ${url}: nothing listens there`,
      method: "getblock",
      executed: "no",
    });
  });

  it.each([
    ["before", () => {}],
    ["in the middle of", (write: (text: string) => void) => write('{"result":')],
  ])(
    "where the other side closes the connection %s its answer: it may have been executed",
    async (_when, act) => {
      const { caller } = await called((_received, response) => {
        act((text) => response.write(text));
        setImmediate(() => response.destroy());
      });
      await expect(caller.request("sendtoaddress", [])).rejects.toMatchObject({
        code: "CLOSED",
        method: "sendtoaddress",
        executed: "perhaps",
      });
    },
  );

  it("where the answer is no HTTP", async () => {
    const port = await listening(createServer((socket) => socket.end("Invalid JSON, disconnecting\n")));
    const caller = callerOf({ url: `http://127.0.0.1:${port}/` });
    await expect(caller.request("a", [])).rejects.toMatchObject({ code: "CLOSED", executed: "perhaps" });
  });

  it("where the answer is longer than it may be", async () => {
    const text = `{"result":"${"x".repeat(1_000)}","error":null,"id":1}`;
    const { caller, url } = await called(says(200, text), { maxAnswer: text.length - 1 });
    await expect(caller.request("getblock", [])).rejects.toMatchObject({
      code: "TOO_LONG",
      message: `getblock: the answer is longer than ${text.length - 1} bytes`,
      method: "getblock",
      executed: "yes",
    });
    const patient = callerOf({ url, maxAnswer: text.length });
    expect(await patient.request("getblock", [])).toHaveLength(1_000);
  });

  it("where the answer has no end, as soon as it is too long", async () => {
    const closed = vi.fn();
    const { caller } = await called(
      (_received, response) => {
        response.once("close", closed);
        const more = () => {
          if (!response.destroyed) response.write("x".repeat(100_000), () => setImmediate(more));
        };
        more();
      },
      { maxAnswer: 1_000_000 },
    );
    await expect(caller.request("a", [])).rejects.toMatchObject({ code: "TOO_LONG" });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it("where the caller is closed: what was sent may have been executed", async () => {
    const { caller, requests } = await called(never);
    const call = caller.request("sendtoaddress", []);
    const failure = expect(call).rejects.toMatchObject({ code: "CLOSED", executed: "perhaps" });
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await caller.close();
    await failure;
  });
});

describe("calls over HTTP that are joined fail", () => {
  it("with the method of each", async () => {
    const { caller } = await called(never, { batch: 10 });
    const controller = new AbortController();
    const { signal } = controller;
    const late = caller.request("late", [], { deadline: 20 });
    const calls = Promise.allSettled([
      late,
      caller.request("aborted", [], { signal }),
      caller.request("closed", []),
    ]);
    controller.abort();
    await late.catch(() => caller.close());
    expect(await calls).toMatchObject([
      { reason: { code: "TIMEOUT", method: "late" } },
      { reason: { code: "ABORTED", method: "aborted" } },
      { reason: { code: "CLOSED", method: "closed", executed: "perhaps" } },
    ]);
  });

  it("with the server's number and its own method where the server refuses them as one", async () => {
    const text = '{"id":null,"error":{"code":-28,"message":"Loading"}}';
    const { caller } = await called(says(500, text));
    const calls: Promise<unknown>[] = [];
    const collect = (call: (method: string) => Promise<unknown>) => {
      calls.push(call("first"), call("second"));
      return calls;
    };
    await expect(caller.batch((_rpc, call) => collect(call))).rejects.toMatchObject({
      wireCode: -28,
      method: undefined,
    });
    expect(await Promise.allSettled(calls)).toMatchObject([
      { reason: { wireCode: -28, method: "first", executed: "yes" } },
      { reason: { wireCode: -28, method: "second", executed: "yes" } },
    ]);
  });
});

describe("closing an HttpCaller", () => {
  it("leaves it of use: a later call opens a new connection", async () => {
    const { caller, requests } = await called(gives(1));
    await caller.request("a", []);
    await caller.close();
    expect(await caller.request("a", [])).toBe(1);
    expect(requests[0]?.from).not.toBe(requests[1]?.from);
  });

  it("closes its idle connections", async () => {
    const { caller, server } = await called(gives(1));
    await caller.request("a", []);
    await caller.close();
    await vi.waitFor(async () => {
      const count = await new Promise<number>((resolve, reject) =>
        server.getConnections((error, connections) => (error ? reject(error) : resolve(connections))),
      );
      expect(count).toBe(0);
    });
  });
});

describe("what a peer learns of a handler's own calls over HTTP", () => {
  it.each([
    ["its credentials are refused", says(401)],
    ["it may not call", says(403, "secret")],
    ["its method is unknown", says(404, '{"result":null,"error":{"code":-32601,"message":"secret"},"id":1}')],
    ["its call is refused", says(500, '{"result":null,"error":{"code":-8,"message":"secret"},"id":1}')],
    ["it gets a page", says(502, "<html>secret</html>")],
    ["it is shutting down", says(503, "secret")],
  ])("is nothing where %s", async (_what, respond) => {
    const { caller } = await called(respond);
    const dispatcher = new Dispatcher({ dialect: () => stratum() });
    dispatcher.expose("height", () => caller.request("getblockcount", []));
    const call = { kind: "call", id: "1", method: "height", params: [], version: undefined } as const;
    expect(await dispatcher.answer(call, undefined)).toBe(
      '{"id":1,"result":null,"error":[20,"Internal error",null]}',
    );
  });
});

describe("the channel stratum:call", () => {
  it("tells of each call over HTTP", async () => {
    const traces: unknown[] = [];
    const listener = (trace: unknown) => traces.push(trace);
    subscribe("stratum:call", listener);
    onTestFinished(() => {
      unsubscribe("stratum:call", listener);
    });
    const { caller } = await called((received, response) => {
      if (received.body.method === "good") gives(1)(received, response);
      else says(500)(received, response);
    });
    await caller.request("good", []);
    await expect(caller.request("bad", [])).rejects.toBeInstanceOf(RpcError);
    expect(traces).toMatchObject([
      { side: "caller", method: "good", duration: expect.any(Number) },
      { side: "caller", method: "bad", error: { code: "REMOTE" } },
    ]);
  });
});
