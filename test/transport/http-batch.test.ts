import { describe, expect, expectTypeOf, it } from "vitest";
import { methodOf } from "../rpc/method-of.js";
import { called, says } from "./rpc-server.js";

const getFee = methodOf<{ target: number }, { fee: string }>({
  name: "getfee",
  params: { target: { type: "integer" } },
  returns: { type: "object", properties: { fee: { type: "string" } }, required: ["fee"] },
  exact: ["/fee"],
});
const count = methodOf<Record<never, never>, number>({ name: "count", returns: { type: "number" } });

describe("a batch over HTTP", () => {
  it("is one request, and each call has its own result, in whichever order they come", async () => {
    const { caller, requests } = await called(
      says(
        200,
        '[{"id":3,"error":{"code":-5,"message":"no such block"},"result":null},{"id":2,"result":{"fee":100000000.00000001},"error":null},{"id":1,"result":7,"error":null}]',
      ),
    );
    const results = await caller.batch((rpc, call) => [
      rpc.call(count, {}),
      rpc.call(getFee, { target: 2 }),
      call("getblock", ["00"]),
    ]);
    expect(results).toMatchObject([
      { status: "fulfilled", value: 7 },
      { status: "fulfilled", value: { fee: "100000000.00000001" } },
      { status: "rejected", reason: { code: "REMOTE", wireCode: -5, executed: "yes" } },
    ]);
    expectTypeOf(results).toEqualTypeOf<
      [PromiseSettledResult<number>, PromiseSettledResult<{ fee: string }>, PromiseSettledResult<unknown>]
    >();
    expect(requests.map(({ text }) => JSON.parse(text))).toEqual([
      [
        { jsonrpc: "2.0", method: "count", params: [], id: 1 },
        { jsonrpc: "2.0", method: "getfee", params: [2], id: 2 },
        { jsonrpc: "2.0", method: "getblock", params: ["00"], id: 3 },
      ],
    ]);
  });

  it.each([
    ["that fails", [] as const],
    ["that throws", undefined],
  ])("leaves no rejection behind of calls that nobody holds, in one %s", async (_what, calls) => {
    const unowned: unknown[] = [];
    const note = (reason: unknown) => unowned.push(reason);
    process.on("unhandledRejection", note);
    const { caller } = await called(says(503, "busy"));
    const wrong = JSON.parse('{"target":"soon"}');
    const batch = caller.batch((rpc) => {
      void rpc.call(count, {});
      void rpc.call(getFee, wrong);
      if (!calls) throw new Error("broken");
      return calls;
    });
    await expect(batch).rejects.toThrow();
    // Node tells of a rejection that nobody owns when the microtasks of a turn are done.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(unowned).toEqual([]);
  });

  it("passes over a call whose parameters do not fit: it is not sent", async () => {
    const { caller, requests } = await called(says(200, '[{"id":2,"result":7}]'));
    const wrong = JSON.parse('{"target":"soon"}');
    const results = await caller.batch((rpc) => [rpc.call(getFee, wrong), rpc.call(count, {})]);
    expect(results).toMatchObject([
      { status: "rejected", reason: { code: "INVALID_PARAMS" } },
      { status: "fulfilled", value: 7 },
    ]);
    expect(requests.map(({ text }) => JSON.parse(text))).toMatchObject([[{ method: "count" }]]);
  });

  it("sends nothing where there is nothing to send", async () => {
    const { caller, requests } = await called(says(200));
    expect(await caller.batch(() => [])).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("says which call got no answer", async () => {
    const { caller } = await called(says(200, '[{"id":1,"result":7}]'));
    expect(await caller.batch((rpc, call) => [rpc.call(count, {}), call("uptime")])).toMatchObject([
      { status: "fulfilled", value: 7 },
      {
        status: "rejected",
        reason: {
          code: "REMOTE",
          message: expect.stringMatching(/^uptime: the batch response/),
          method: "uptime",
        },
      },
    ]);
  });

  it.each([
    ["refused credentials", 401, "", { code: "UNAUTHORIZED", executed: "no" }],
    ["a full queue", 503, "Work queue depth exceeded", { code: "OVERLOADED", executed: "no" }],
    ["one error for all", 500, '{"id":null,"error":{"code":-28,"message":"Loading"}}', { wireCode: -28 }],
    ["a page", 200, "<html>hello</html>", { code: "REMOTE" }],
  ])("fails as a whole: %s", async (_what, status, text, error) => {
    const { caller } = await called(says(status, text));
    await expect(caller.batch((rpc) => [rpc.call(count, {}), rpc.call(count, {})])).rejects.toMatchObject(
      error,
    );
  });

  it("fails as a whole within its deadline", async () => {
    const { caller } = await called(() => {});
    await expect(caller.batch((rpc) => [rpc.call(count, {})], { deadline: 50 })).rejects.toMatchObject({
      code: "TIMEOUT",
    });
  });
});
