import { describe, expect, it } from "vitest";
import type { OpenRpcMethod } from "../../../codegen/document/openrpc.js";
import { openRpcMethod } from "../../../codegen/load/definition.js";
import { createHoist } from "../../../codegen/load/hoist.js";
import {
  byArgument,
  type MethodFacts,
  method,
  optional,
  param,
  positions,
  Type,
  withDescription,
} from "../../../codegen/schema/index.js";

const Job = Type.String({ $id: "Job", description: "Any job." });

/** What OpenRPC says of a method that is described like this, as it stands in a document. */
function written(facts: Partial<MethodFacts>) {
  const hoist = createHoist((name) => expect.fail(`${name} clashes`));
  const found = openRpcMethod(method("a.b", { summary: "Does it.", ...facts }), hoist);
  const asText: OpenRpcMethod = JSON.parse(JSON.stringify(found));
  return { ...asText, schemas: JSON.parse(JSON.stringify(hoist.components)) };
}

describe("method", () => {
  it("is a notification by position from client to server where little is said", () => {
    expect(written({})).toEqual({
      name: "a.b",
      summary: "Does it.",
      paramStructure: "by-position",
      params: [],
      schemas: {},
    });
  });

  it("keeps its words: description, why it is deprecated, the page that defines it", () => {
    const { description, deprecated, externalDocs } = written({
      description: "Slowly.",
      deprecated: "use c.d",
      see: "https://example.org",
    });
    expect(description).toBe("Slowly.\n\nDeprecated: use c.d");
    expect(deprecated).toBe(true);
    expect(externalDocs).toEqual({ url: "https://example.org" });
  });

  it("says its direction and whether a handler may be missing, by extensions", () => {
    const found = written({ direction: "serverToClient", optional: true });
    expect(found["x-direction"]).toBe("serverToClient");
    expect(found["x-optional"]).toBe(true);
    expect(written({ direction: "clientToServer" })).not.toHaveProperty("x-direction");
  });

  it("has its errors as they are", () => {
    const errors = [{ code: 21, message: "Job not found" }];
    expect(written({ errors }).errors).toEqual(errors);
  });

  it("has examples by name, with a name of their own where none is given", () => {
    const { examples } = written({
      params: { x: Type.Number() },
      result: Type.Boolean(),
      examples: [{ params: { x: 1 }, result: true }, { result: false }, { name: "mine" }],
    });
    expect(examples).toEqual([
      { name: "a.b", params: [{ name: "x", value: 1 }], result: { name: "result", value: true } },
      { name: "a.b 2", params: [], result: { name: "result", value: false } },
      { name: "mine", params: [], result: { name: "result" } },
    ]);
  });
});

describe("params", () => {
  it("must be given, unless they are optional", () => {
    expect(
      written({ params: { a: Type.Number(), b: param(Type.Number()), c: optional(Type.Number()) } }).params,
    ).toEqual([
      { name: "a", schema: { type: "number" }, required: true },
      { name: "b", schema: { type: "number" }, required: true },
      { name: "c", schema: { type: "number" }, required: false },
    ]);
  });

  it("have the words of their place, and a shape keeps its own", () => {
    const { params, schemas } = written({ params: { a: param(Job, "This job."), b: Job, c: optional(Job) } });
    const schema = { $ref: "#/components/schemas/Job" };
    expect(params).toEqual([
      { name: "a", description: "This job.", schema, required: true },
      { name: "b", schema, required: true },
      { name: "c", schema, required: false },
    ]);
    expect(schemas).toEqual({ Job: { type: "string", description: "Any job." } });
  });

  it("that are spread are one object in the first position", () => {
    const { params, paramStructure, examples } = written({
      paramStructure: "spread",
      params: { a: param(Job, "This job."), b: optional(Type.Number()) },
      examples: [{ params: { a: "x" } }],
    });
    expect(paramStructure).toBe("by-position");
    expect(params).toEqual([
      {
        name: "options",
        required: true,
        "x-spread": true,
        schema: {
          type: "object",
          properties: {
            a: { allOf: [{ $ref: "#/components/schemas/Job" }], description: "This job." },
            b: { type: "number" },
          },
          required: ["a"],
        },
      },
    ]);
    expect(examples?.[0]?.params).toEqual([{ name: "options", value: { a: "x" } }]);
  });

  it("that are spread and may all be left out make an object that may be left out", () => {
    const { params } = written({ paramStructure: "spread", params: { b: optional(Type.Number()) } });
    expect(params).toEqual([
      {
        name: "options",
        required: false,
        "x-spread": true,
        schema: { type: "object", properties: { b: { type: "number" } } },
      },
    ]);
  });
});

describe("positions", () => {
  it("are a tuple whose positions have names, the last ones optional", () => {
    expect(
      written({ result: positions({ a: Job, b: param(Type.Number()), c: optional(Type.Null()) }) }).result,
    ).toEqual({
      name: "result",
      schema: {
        type: "array",
        items: [{ $ref: "#/components/schemas/Job" }, { type: "number" }, { type: "null" }],
        minItems: 2,
        "x-positions": ["a", "b", "c"],
      },
    });
  });

  it("may be a named shape", () => {
    const Pair = positions({ a: Type.Number() }, { $id: "Pair", description: "A pair of one." });
    expect(written({ result: Type.Array(Pair) }).schemas.Pair).toEqual({
      type: "array",
      items: [{ type: "number" }],
      minItems: 1,
      "x-positions": ["a"],
      description: "A pair of one.",
    });
  });
});

describe("byArgument", () => {
  it("lists the results, and the values that lead to each; null stands for none", () => {
    const result = byArgument("level", [
      { values: [0, false], result: Type.String() },
      { values: [1, undefined], result: Job },
    ]);
    expect(written({ params: { level: optional(Type.Number()) }, result }).result?.schema).toEqual({
      anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Job" }],
      "x-by-argument": {
        name: "level",
        values: [
          [0, false],
          [1, null],
        ],
      },
    });
  });
});

describe("withDescription", () => {
  it("gives a schema words in its place alone, inside of others, too", () => {
    const result = Type.Object({ next: Type.Optional(withDescription(Job, "The next job.")), last: Job });
    expect(written({ result }).result?.schema).toEqual({
      type: "object",
      required: ["last"],
      properties: {
        next: { description: "The next job.", allOf: [{ $ref: "#/components/schemas/Job" }] },
        last: { $ref: "#/components/schemas/Job" },
      },
    });
  });
});
