import { describe, expect, it, vi } from "vitest";
import type { ResultMismatch } from "../../src/rpc/index.js";
import { methodOf } from "../rpc/method-of.js";
import { called, gives, says } from "./rpc-server.js";

const getFee = methodOf<{ target: number; mode?: string }, { fee: string }>({
  name: "getfee",
  params: { target: { type: "integer" }, mode: { type: "string" } },
  optional: ["mode"],
  returns: { type: "object", properties: { fee: { type: "string" } }, required: ["fee"] },
  exact: ["/fee"],
});

describe("an HttpCaller", () => {
  it("posts JSON-RPC 2.0 and gives the result", async () => {
    const { caller, requests } = await called(gives({ fee: 0.1 }));
    expect(await caller.call(getFee, { target: 2 })).toEqual({ fee: "0.1" });
    expect(requests).toMatchObject([
      {
        text: '{"jsonrpc":"2.0","method":"getfee","params":[2],"id":1}',
        url: "/",
        headers: { "content-type": "application/json" },
      },
    ]);
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it("keeps every digit of amounts", async () => {
    const { caller } = await called(says(200, '{"result":{"fee":100000000.00000001},"error":null,"id":1}'));
    expect(await caller.call(getFee, { target: 2 })).toEqual({ fee: "100000000.00000001" });
  });

  it("calls the path that the URL has", async () => {
    const { url, requests } = await called(gives(1));
    const { caller } = await called(gives(1), { url: `${url}wallet/a%20b` });
    await caller.request("getbalance", []);
    expect(requests).toMatchObject([{ url: "/wallet/a%20b" }]);
  });

  it("gives each request an id of its own", async () => {
    const { caller, requests } = await called(gives(1));
    for (const name of ["a", "b"]) await caller.request(name, {});
    expect(requests.map(({ body }) => body)).toMatchObject([
      { id: 1, method: "a", params: {} },
      { id: 2, method: "b" },
    ]);
  });

  it("keeps its connection between calls", async () => {
    const { caller, requests } = await called(gives(1), { connections: 1 });
    for (let count = 0; count < 5; count++) await caller.request("a", []);
    expect(new Set(requests.map(({ from }) => from)).size).toBe(1);
  });

  it("connects again where the peer closed the connection after an answer", async () => {
    const { caller, requests } = await called(({ body }, response) => {
      response.setHeader("connection", "close").end(JSON.stringify({ result: 1, id: body.id }));
    });
    for (let count = 0; count < 3; count++) expect((await caller.request("a", [])) === 1).toBe(true);
    expect(new Set(requests.map(({ from }) => from)).size).toBe(3);
  });

  it("makes no more requests at a time than it may", async () => {
    const finish: (() => void)[] = [];
    const { caller, requests } = await called(
      ({ body }, response) => {
        finish.push(() => response.end(JSON.stringify({ result: body.id, id: body.id })));
      },
      { connections: 2 },
    );
    const calls = Promise.all([1, 2, 3, 4].map((id) => caller.request(`call ${id}`, [])));
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    for (let count = 0; count < 10; count++) await new Promise((resolve) => setImmediate(resolve));
    expect(requests).toHaveLength(2);
    for (let count = 0; count < 4; count++) {
      await vi.waitFor(() => expect(finish.length).toBeGreaterThan(count));
      finish[count]?.();
    }
    expect(await calls).toEqual([1, 2, 3, 4]);
  });

  it("does not send parameters that do not fit", async () => {
    const { caller, requests } = await called(gives(1));
    await expect(caller.call(getFee, { target: 0.5 })).rejects.toMatchObject({
      code: "INVALID_PARAMS",
      message: "getfee: target must be integer",
    });
    expect(requests).toEqual([]);
  });

  it("treats results that do not fit as it is told", async () => {
    const warn = vi.fn<(mismatch: ResultMismatch) => void>();
    const { caller, url } = await called(gives({ rate: 1 }));
    await expect(caller.call(getFee, { target: 1 })).rejects.toMatchObject({
      code: "INVALID_RESULT",
      message: 'getfee: fee is missing, got {"rate":1}',
    });
    const lenient = await called(gives({ rate: 1 }), { url, results: () => ({ check: "warn", warn }) });
    expect(await lenient.caller.call(getFee, { target: 1 })).toEqual({ rate: 1 });
    expect(warn.mock.calls).toMatchObject([[{ method: "getfee", value: { rate: 1 } }]]);
  });

  it("loads validators that come on first use", async () => {
    const { caller } = await called(gives({ fee: 1 }));
    const lazy = { ...getFee, validators: async () => getFee.validators };
    expect(await caller.call(lazy, { target: 1 })).toEqual({ fee: "1" });
  });

  it("sends notifications without an id, and passes over what becomes of them", async () => {
    const note = methodOf<{ text: string }, void>({
      name: "note",
      kind: "notification",
      params: { text: { type: "string" } },
    });
    const { caller, requests } = await called(says(500, "no"));
    caller.notify(note, { text: "hello" });
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    expect(requests[0]?.text).toBe('{"jsonrpc":"2.0","method":"note","params":["hello"]}');
    await caller.close();
    caller.notify(note, { text: "nobody hears it" });
  });
});

describe("an HttpCaller's credentials", () => {
  it("are asked for at each request", async () => {
    let count = 0;
    const { caller, requests } = await called(gives(1), { authorization: () => `Basic ${++count}` });
    await caller.request("a", []);
    await caller.request("a", []);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Basic 1", "Basic 2"]);
  });

  it("are read again and tried once more where they are refused", async () => {
    let secret = "old";
    const unauthorized = vi.fn(async () => {
      secret = "new";
      return true;
    });
    const { caller, requests } = await called(
      (received, response) => {
        if (received.headers.authorization === "new") gives(7)(received, response);
        else response.writeHead(401).end();
      },
      { authorization: async () => secret, unauthorized },
    );
    expect(await caller.request("a", [])).toBe(7);
    expect(await caller.request("a", [])).toBe(7);
    expect(unauthorized).toHaveBeenCalledTimes(1);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(["old", "new", "new"]);
    expect(requests[1]?.text).toBe(requests[0]?.text);
  });

  it.each([
    ["once more and no more", () => true, 2],
    ["not again where there are no others", () => false, 1],
    ["not again where nobody can read them", undefined, 1],
  ])("are tried %s", async (_how, unauthorized, times) => {
    const { caller, requests, url } = await called(says(401), { unauthorized });
    await expect(caller.request("getblock", [])).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      message: `getblock: ${url} refuses the credentials`,
      executed: "no",
    });
    expect(requests).toHaveLength(times);
  });

  it("that can't be read fail the call", async () => {
    const broken = () => Promise.reject(new Error("no cookie"));
    const { caller, requests } = await called(gives(1), { authorization: broken });
    await expect(caller.request("a", [])).rejects.toThrow("no cookie");
    expect(requests).toEqual([]);
  });
});
