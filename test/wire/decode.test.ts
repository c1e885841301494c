import { describe, expect, it } from "vitest";
import { decode } from "../../src/wire/decode.js";

const malformed = (reason: string, id = "null") => ({
  kind: "malformed",
  id,
  fault: "not a message",
  reason,
});

describe("decode: ids", () => {
  it.each([
    ["0", "0"],
    ["4", "4"],
    ["-1", "-1"],
    ["9007199254740991", "9007199254740991"],
    ["12345678901234567890", "12345678901234567890"],
    ["-12345678901234567890", "-12345678901234567890"],
    ["1.50", "1.50"],
    ["0.1e-7", "0.1e-7"],
    ["1e400", "1e400"],
    ['"auth"', '"auth"'],
    ['"987"', '"987"'],
    ['""', '""'],
    ['"\\u00e9\\n"', '"é\\n"'],
    ["null", "null"],
  ])("keeps the id %s", (written, id) => {
    expect(decode(`{"id":${written},"method":"a"}`)).toMatchObject({ kind: "call", id });
    expect(decode(`{"id":${written},"result":1}`)).toMatchObject({ kind: "reply", id });
  });

  it("keeps the digits of an id wherever it stands", () => {
    const text =
      '{ "params" : [ { "id" : 1.5 } , "\\"id\\":2.50" ] , "method" : "a" , "id" :\t12345678901234567890 }';
    expect(decode(text)).toMatchObject({ id: "12345678901234567890" });
  });

  it("keeps each id of a batch", () => {
    const batch = decode('[{"id":2.50,"method":"a"},{"id":12345678901234567890,"method":"b"}]');
    expect(batch).toMatchObject([{ id: "2.50" }, { id: "12345678901234567890" }]);
  });

  it.each([
    ["whose name has escapes", String.raw`{"\u0069d":1.50,"method":"a"}`, "1.50"],
    ["whose name is all escapes", String.raw`{"\u0069\u0064":1.50,"method":"a"}`, "1.50"],
    ["that is given twice, of which the last one counts", '{"id":1.50,"method":"a","id":1.500}', "1.500"],
    ["behind another of the same value", '{"params":{"id":1.5},"id":1.50,"method":"a"}', "1.50"],
    ["before another of the same value", '{"id":1.50,"method":"a","params":[{"id":1.5}]}', "1.50"],
    ["behind a text that looks like one", '{"method":"\\"id\\":1.5","id":1.50}', "1.50"],
    ["behind a text that ends in a backslash", '{"method":"a\\\\","id":1.50}', "1.50"],
    ["behind a name that is no id", '{"ida":1.5,"method":"id","id":1.50}', "1.50"],
  ])("keeps the digits of an id %s", (_what, text, id) => {
    expect(decode(text)).toMatchObject({ kind: "call", id });
  });

  it("keeps each id of a batch with items that are no messages", () => {
    const batch = decode(
      '[1.5,{"id":2.50,"method":"a"},["id",3.5],[{"id":4.50}],"x,y",{"method":"b","id":5.50}]',
    );
    expect(batch).toMatchObject([{}, { id: "2.50" }, {}, {}, {}, { id: "5.50" }]);
  });

  it("takes a missing id for a notification's", () => {
    expect(decode('{"method":"a","params":[1]}')).toEqual({
      kind: "call",
      id: undefined,
      method: "a",
      params: [1],
      version: undefined,
    });
  });

  it("takes a missing id of a reply for null", () => {
    expect(decode('{"result":true}')).toMatchObject({ kind: "reply", id: "null" });
  });

  it.each([["true"], ["false"], ["[]"], ["[1]"], ["{}"]])("refuses the id %s", (id) => {
    const reason = "an id must be a string, a number or null";
    expect(decode(`{"id":${id},"method":"a"}`)).toMatchObject(malformed(reason));
    expect(decode(`{"id":${id},"result":true}`)).toMatchObject(malformed(reason));
  });
});

describe("decode: calls", () => {
  it.each([
    ["missing params", '{"id":1,"method":"a"}', undefined],
    ["null", '{"id":1,"method":"a","params":null}', null],
    ["positions", '{"id":1,"method":"a","params":[1,null]}', [1, null]],
    ["names", '{"id":1,"method":"a","params":{"b":1}}', { b: 1 }],
    ["a bare value", '{"id":1,"method":"a","params":"1fffe000"}', "1fffe000"],
  ])("takes %s", (_what, text, params) => {
    expect(decode(text)).toEqual({ kind: "call", id: "1", method: "a", params, version: undefined });
  });

  it("passes over members that no message has", () => {
    expect(decode('{"ttl":2,"worker":"w","id":1,"method":"a","params":[],"jsonrpc":"2.0"}')).toEqual({
      kind: "call",
      id: "1",
      method: "a",
      params: [],
      version: "2.0",
    });
  });

  it.each([
    '{"id":1,"method":"a","result":null}',
    '{"id":1,"method":"a","error":null}',
    '{"id":1,"method":"a","result":null,"error":null}',
  ])("takes a method with nothing but nulls beside it for a call: %s", (text) => {
    expect(decode(text)).toMatchObject({ kind: "call", method: "a" });
  });
});

describe("decode: replies", () => {
  it.each([
    ["a result alone", '{"id":1,"result":true}', { result: true, error: undefined }],
    ["a result of false", '{"id":1,"result":false}', { result: false, error: undefined }],
    ["a result and no error", '{"id":1,"result":[],"error":null}', { result: [], error: null }],
    ["an error alone", '{"id":1,"error":[21,"x"]}', { result: undefined, error: [21, "x"] }],
    ["both null", '{"id":1,"result":null,"error":null}', { result: null, error: null }],
    ["a result of null alone", '{"id":1,"result":null}', { result: null, error: undefined }],
    [
      "a reason beside the error",
      '{"id":1,"result":false,"error":true,"reject-reason":"stale"}',
      { result: false, error: true, rejectReason: "stale" },
    ],
    ["other members", '{"id":1,"result":1,"jsonrpc":"2.0","ms":3}', { result: 1, error: undefined }],
  ])("takes %s", (_what, text, members) => {
    expect(decode(text)).toEqual({ kind: "reply", id: "1", rejectReason: undefined, text, ...members });
  });

  it("gives the text of a reply, but not of one in a batch", () => {
    expect(decode('[{"id":1,"result":1}]')).toMatchObject([{ kind: "reply", text: undefined }]);
  });
});

describe("decode: what is no message", () => {
  it.each([
    ['{"id":7}', "7"],
    ['{"id":7,"params":[]}', "7"],
    ['{"id":7,"method":1}', "7"],
    ['{"id":7,"method":null,"params":[]}', "7"],
    ['{"id":7,"method":"a","result":true}', "7"],
    ['{"id":7,"method":"a","error":"b"}', "7"],
    ["{}", "null"],
  ])("is malformed, with its id where it has one: %s", (text, id) => {
    expect(decode(text)).toMatchObject(malformed("a message must have a method, a result or an error", id));
  });

  it.each([["1"], ['"mining.ping"'], ["true"], ["null"]])("is malformed: %s", (text) => {
    expect(decode(text)).toMatchObject(malformed("a message must be an object"));
  });

  it.each([[""], ["{"], ["GET / HTTP/1.1"], ['{"id":1,}'], ["{'id':1}"], ["\u0016\u0003\u0001"], ["{}{}"]])(
    "says of what is no JSON that it is none: %j",
    (text) => {
      expect(decode(text)).toMatchObject({ kind: "malformed", id: "null", fault: "not JSON" });
    },
  );

  it("does not take members of a prototype for the message's", () => {
    expect(decode('{"__proto__":{"method":"a"}}')).toMatchObject({ kind: "malformed" });
  });
});

describe("decode: batches", () => {
  it("gives each message in its order", () => {
    expect(decode('[{"id":1,"method":"a"},{"id":2,"result":3},4,{"method":"b"}]')).toMatchObject([
      { kind: "call", id: "1" },
      { kind: "reply", id: "2" },
      { kind: "malformed", reason: "a message must be an object" },
      { kind: "call", id: undefined },
    ]);
  });

  it("takes no batch within a batch", () => {
    expect(decode('[[{"id":1,"method":"a"}]]')).toMatchObject([malformed("a message must be an object")]);
  });

  it("refuses an empty one as a whole", () => {
    expect(decode("[]")).toMatchObject(malformed("the batch is empty"));
  });
});

describe("decode: deep nesting", () => {
  const depth = 200_000;
  const deep = `${"[".repeat(depth)}${"]".repeat(depth)}`;

  it("does not exceed the stack", () => {
    expect(decode(`{"id":1,"method":"a","params":${deep}}`)).toMatchObject({ kind: "call" });
    expect(decode(deep)).toMatchObject([{ kind: "malformed" }]);
    expect(decode(`{"id":${deep},"method":"a"}`)).toMatchObject({ kind: "malformed" });
    expect(decode("[".repeat(depth))).toMatchObject({ fault: "not JSON" });
    expect(decode('{"a":'.repeat(depth))).toMatchObject({ fault: "not JSON" });
  });
});
