import { describe, expect, it } from "vitest";
import { called, says } from "./rpc-server.js";

const error = '{"code":-8,"message":"Block height out of range"}';

describe("an HttpCaller understands", () => {
  it.each([
    ["a result of 2.0", 200, '{"jsonrpc":"2.0","result":7,"id":1}'],
    ["a result of 1.0", 200, '{"result":7,"error":null,"id":1}'],
    ["a result without an error member", 200, '{"result":7,"id":1}'],
    ["a result whatever the status", 500, '{"result":7,"error":null,"id":1}'],
    ["a result with a string id", 200, '{"result":7,"error":null,"id":"1"}'],
  ])("%s", async (_what, status, text) => {
    const { caller } = await called(says(status, text));
    expect(await caller.request("a", [])).toBe(7);
  });

  it.each([
    ["null", '{"result":null,"error":null,"id":1}', null],
    ["false", '{"result":false,"error":null,"id":1}', false],
    ["a list", '{"result":[],"error":null,"id":1}', []],
  ])("%s as a result", async (_what, text, result) => {
    const { caller } = await called(says(200, text));
    expect(await caller.request("a", [])).toEqual(result);
  });

  it.each([
    ["1.0 with status 500", 500, `{"result":null,"error":${error},"id":1}`],
    ["1.0 with status 404", 404, `{"result":null,"error":${error},"id":1}`],
    ["1.0 with status 200", 200, `{"result":null,"error":${error},"id":1}`],
    ["2.0 with status 200", 200, `{"jsonrpc":"2.0","error":${error},"id":1}`],
    ["2.0 with status 500", 500, `{"jsonrpc":"2.0","error":${error},"id":1}`],
    ["2.0 with status 401", 401, `{"jsonrpc":"2.0","error":${error},"id":1}`],
    ["2.0 with status 503", 503, `{"jsonrpc":"2.0","error":${error},"id":1}`],
  ])("an error of %s", async (_what, status, text) => {
    const { caller } = await called(says(status, text));
    await expect(caller.request("getblockhash", [9])).rejects.toMatchObject({
      code: "REMOTE",
      wireCode: -8,
      message: "Block height out of range",
      executed: "yes",
    });
  });

  it.each([
    [-32601, "METHOD_NOT_FOUND"],
    [-32700, "PARSE_ERROR"],
    [-28, "REMOTE"],
  ])("the number %i as %s", async (number, code) => {
    const text = `{"result":null,"error":{"code":${number},"message":"no"},"id":1}`;
    const { caller } = await called(says(500, text));
    await expect(caller.request("a", [])).rejects.toMatchObject({ code, wireCode: number });
  });

  it.each([
    ["a full queue of older daemons", 500, "Work queue depth exceeded", "OVERLOADED", "no"],
    ["a full queue of newer daemons", 503, "Work queue depth exceeded", "OVERLOADED", "no"],
    ["a daemon that shuts down", 503, "Service Unavailable", "CLOSED", "perhaps"],
    ["an address that may not call", 403, "", "UNAUTHORIZED", "no"],
    ["a wrong path", 404, "", "REMOTE", "perhaps"],
    ["an empty answer", 200, "", "REMOTE", "perhaps"],
    ["plain text", 500, "Something broke", "REMOTE", "perhaps"],
    ["JSON that is no reply", 200, '{"hello":"world"}', "REMOTE", "perhaps"],
    ["a batch", 200, '[{"id":1,"result":1}]', "REMOTE", "perhaps"],
    ["a call", 200, '{"id":1,"method":"a"}', "REMOTE", "perhaps"],
  ])("%s", async (_what, status, text, code, executed) => {
    const { caller, url } = await called(says(status, text));
    const expected = `getblock: ${url} answered ${status}${text && `: ${text}`}`;
    await expect(caller.request("getblock", [])).rejects.toMatchObject({
      code,
      executed,
      message: expect.stringContaining(expected),
    });
  });

  it("a proxy's page, of which it gives the words", async () => {
    const page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>";
    const { caller, url } = await called(says(502, page));
    await expect(caller.request("a", [])).rejects.toThrow(`a: ${url} answered 502: 502 Bad Gateway nginx`);
  });

  it("a long text, of which it gives the beginning", async () => {
    const { caller, url } = await called(says(500, `${"x".repeat(200)}\n`.repeat(10)));
    await expect(caller.request("a", [])).rejects.toMatchObject({
      message: `a: ${url} answered 500: ${"x".repeat(120)}`,
    });
  });

  it("a page of nothing but open brackets, in no time", async () => {
    const { caller } = await called(says(500, "<".repeat(1_000_000)));
    await expect(caller.request("a", [])).rejects.toMatchObject({ code: "REMOTE" });
  });
});
