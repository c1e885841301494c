import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it, vi } from "vitest";
import { compareMethods } from "../../../codegen/diff/methods.js";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import type { OpenRpcMethod } from "../../../codegen/document/openrpc.js";
import { type Change, diff } from "../../../codegen/index.js";
import { withFolder, write } from "../folder.js";
import { documentOf, number, param, reference, request, text } from "../inline.js";

interface Version {
  readonly methods: readonly OpenRpcMethod[];
  readonly schemas?: Record<string, JsonSchema>;
}

async function changes(old: Version, now: Version): Promise<Change[]> {
  return withFolder(async (folder) => {
    await write(folder, {
      "old.json": JSON.stringify(documentOf(old)),
      "new.json": JSON.stringify(documentOf(now)),
    });
    return diff(join(folder, "old.json"), join(folder, "new.json"));
  });
}

/** What is told of a result that changes: severity and message. */
async function ofResult(
  old: JsonSchema,
  now: JsonSchema,
  shapes: readonly [Record<string, JsonSchema>, Record<string, JsonSchema>] = [{}, {}],
): Promise<string[][]> {
  const version = (result: JsonSchema, schemas: Record<string, JsonSchema>) => ({
    methods: [request("get", [], result)],
    schemas,
  });
  const found = await changes(version(old, shapes[0]), version(now, shapes[1]));
  return found.map(({ severity, message }) => [severity, message]);
}

/** What is told of a parameter that changes. */
async function ofParam(
  old: JsonSchema,
  now: JsonSchema,
  shapes: readonly [Record<string, JsonSchema>, Record<string, JsonSchema>] = [{}, {}],
): Promise<string[][]> {
  const found = await changes(
    { methods: [request("put", [param("x", old)])], schemas: shapes[0] },
    { methods: [request("put", [param("x", now)])], schemas: shapes[1] },
  );
  return found.map(({ severity, message }) => [severity, message]);
}

const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema => ({
  type: "object",
  properties,
  required,
});

describe("what says the same in another way has not changed", () => {
  const flat = object({ a: text, b: number });
  const parts = { A: object({ a: text }), B: object({ b: number }) };

  it.each<[string, JsonSchema, JsonSchema]>([
    ["members of an allOf", flat, { allOf: [object({ a: text }), object({ b: number })] }],
    ["members of shapes in an allOf", flat, { allOf: [reference("A"), reference("B")] }],
    ["members beside an allOf", flat, { ...object({ a: text }), allOf: [reference("B")] }],
    ["an allOf within an allOf", flat, { allOf: [{ allOf: [reference("B")] }, reference("A")] }],
    [
      "restrictions from two parts",
      { ...text, minLength: 1, maxLength: 3 },
      { allOf: [{ ...text, minLength: 1, maxLength: 9 }, { maxLength: 3 }] },
    ],
    [
      "what stands beside alternatives",
      { anyOf: [object({ a: text, b: text }), object({ a: text, c: text })] },
      { ...object({ a: text }), anyOf: [object({ b: text }), object({ c: text })] },
    ],
    ["constants and a list of them", { enum: ["a", "b"] }, { oneOf: [{ const: "a" }, { const: "b" }] }],
    [
      "alternatives of alternatives",
      { anyOf: [text, number] },
      { anyOf: [{ anyOf: [text] }, { anyOf: [number] }] },
    ],
    ["one alternative", flat, { oneOf: [flat] }],
    ["true and false, listed", { type: "boolean" }, { enum: [false, true] }],
    ["a bound that says nothing", { ...text, minLength: 0 }, text],
  ])("%s", async (_what, old, now) => {
    expect(await ofResult(old, now, [parts, parts])).toEqual([]);
    expect(await ofResult(now, old, [parts, parts])).toEqual([]);
    expect(await ofParam(old, now, [parts, parts])).toEqual([]);
  });
});

describe("alternatives", () => {
  const [x, y] = [object({ a: text }), object({ a: text, b: number })];

  it("may be more for what is sent: a schema is found among them", async () => {
    expect(await ofParam(x, { oneOf: [x, number] })).toEqual([["compatible", "`x` can now also be number"]]);
  });

  it("may be fewer for what comes back", async () => {
    expect(await ofResult({ anyOf: [x, number] }, x)).toEqual([
      ["compatible", "`result` can no longer be number"],
    ]);
  });

  it("may be taken by a wider one that is left", async () => {
    expect(await ofParam({ anyOf: [{ type: "integer" }, number, text] }, { anyOf: [text, number] })).toEqual(
      [],
    );
  });

  it("are refused where one more takes the same values, too, and oneOf excludes both", async () => {
    const found = await ofParam({ oneOf: [x, number] }, { oneOf: [x, number, { ...y, required: ["a"] }] });
    expect(found).toContainEqual([
      "breaking",
      "`x`: a value may fit two alternatives of oneOf, which now refuses it",
    ]);
  });

  it("may lead back to themselves", async () => {
    const value = (leaf: JsonSchema) => ({
      Value: {
        anyOf: [
          leaf,
          { type: "array", items: reference("Value") },
          { anyOf: [reference("Value"), { type: "null" }] },
        ],
      },
    });
    expect(await ofResult(reference("Value"), reference("Value"), [value(text), value(text)])).toEqual([]);
    const wider = value({ type: ["string", "integer"] });
    expect(await ofResult(reference("Value"), reference("Value"), [value(text), wider])).toEqual([
      [expect.stringMatching(/^(breaking|risky)$/), "`Value` can now also be integer"],
    ]);
  });
});

describe("many alternatives", () => {
  const names = Array.from({ length: 120 }, (_, index) => `Event${index}`);
  const shapes = (names: readonly string[]): Record<string, JsonSchema> => ({
    Any: { oneOf: names.map(reference) },
    ...Object.fromEntries(
      names.map((name) => [name, object({ kind: { const: name }, within: reference("Any") }, ["kind"])]),
    ),
  });

  it("are compared one with its like, whatever their order, and in little time", {
    timeout: 60_000,
  }, async () => {
    const [old, now] = [shapes(names), shapes([...names, "Event120"].reverse())];
    expect(await ofResult(reference("Any"), reference("Any"), [old, now])).toEqual([
      ["breaking", "`Any` can now also be Event120"],
    ]);
    expect(await ofResult(reference("Any"), reference("Any"), [now, old])).toEqual([
      ["compatible", "`Any` can no longer be Event120"],
    ]);
  });
});

describe("many unions that lead to each other", () => {
  const count = 120;
  const to = (index: number) => reference(`Shape${index % count}`);
  const kind = (index: number, isConst: boolean): JsonSchema =>
    isConst ? { const: `k${index}` } : { enum: [`k${index}`, `K${index}`] };
  const shapes = (isConst: boolean, changed: readonly number[]): Record<string, JsonSchema> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => {
        const oneOf = Array.from({ length: 5 + ((index * 7) % 36) }, (_, branch) => {
          const isChanged = branch === 2 && changed.includes(index);
          const amount = { type: "integer", minimum: 0, ...(isChanged && { maximum: 9 }) };
          const list = { type: "array", items: to(index * 3 + branch) };
          const next = to(index + branch + 1);
          return object({ kind: kind(branch, isConst), amount, next, list }, ["kind", "amount"]);
        });
        return [`Shape${index}`, index % 2 === 0 ? { oneOf } : { anyOf: oneOf }];
      }),
    );
  const changed = [3, 18, 33, 48, 63, 78, 93, 108];

  it.each([
    ["a constant", true],
    ["a list of values", false],
  ])(
    "are compiled once each, and told by what changed, told apart by %s",
    {
      timeout: 60_000,
    },
    (_what, isConst) => {
      const compiled = vi.spyOn(Ajv.prototype, "compile");
      const of = (changes: readonly number[]) =>
        documentOf({
          methods: Array.from({ length: 25 }, (_, index) =>
            request(`m${index}`, [param("x", to(index * 5))], to(index * 4 + 1)),
          ),
          schemas: shapes(isConst, changes),
        });
      const found = compareMethods(of([]), of(changed));
      const compiles = compiled.mock.calls.length;
      compiled.mockRestore();
      expect(new Set(found.map(({ message }) => message))).toEqual(
        new Set(changed.map((index) => `\`Shape${index}.amount\`: maximum 9 was added`)),
      );
      expect(compiles).toBeGreaterThan(0);
      expect(compiles).toBeLessThan(count);
    },
  );
});

describe("a member that moved", () => {
  const price = { l1_gas_price: text };

  it("into another one", async () => {
    const [old, now] = [object({ hash: text, ...price }), object({ hash: text, prices: object(price) })];
    expect(
      await ofResult(reference("Header"), reference("Header"), [{ Header: old }, { Header: now }]),
    ).toEqual([
      ["breaking", "`Header.l1_gas_price` moved into `prices`"],
      ["compatible", "`Header.prices` is new and required"],
    ]);
  });

  it("out of another one", async () => {
    const found = await ofResult(
      object({ prices: object({ ...price, other: text }) }),
      object({ prices: object({ other: text }), ...price }),
    );
    expect(found).toContainEqual([
      "compatible",
      "`result.l1_gas_price` is new and required: it moved here from `prices.l1_gas_price`",
    ]);
    expect(found).toContainEqual([
      "breaking",
      "`result.prices.l1_gas_price` moved out, to `result.l1_gas_price`",
    ]);
  });

  it("into a part of an allOf has not moved on the wire", async () => {
    const now = { allOf: [object({ hash: text }), object(price)] };
    expect(await ofResult(object({ hash: text, ...price }), now)).toEqual([]);
  });

  it("of another type is another member", async () => {
    const now = object({ hash: text, prices: object({ l1_gas_price: { type: "boolean" } }) });
    expect(await ofResult(object({ hash: text, ...price }), now)).toContainEqual([
      "breaking",
      "`result.l1_gas_price` was removed",
    ]);
  });
});

describe("a breaking change", () => {
  it("comes with a whole value that one document takes and the other refuses", async () => {
    const [old, now] = [
      object({ list: { type: "array", items: object({ n: number }) } }),
      object({ list: { type: "array", items: object({ n: { ...number, maximum: 5 } }) } }),
    ];
    const found = await changes(
      { methods: [request("a", [param("first"), param("x", old)])] },
      { methods: [request("a", [param("first"), param("x", now)])] },
    );
    expect(found).toMatchObject([
      {
        severity: "breaking",
        message: "`x.list[].n`: maximum 5 was added",
        effect: "Old clients send what new servers refuse.",
        advice: "Keep accepting what was accepted before, or release a new major version.",
        witness: { method: "a", of: "params", refusedBy: "new" },
      },
    ]);
    const value: unknown = found[0]?.witness?.value;
    expect(value).toEqual([expect.any(String), { list: [{ n: expect.any(Number) }] }]);
  });

  it("names who refuses what the server sends", async () => {
    const found = await changes(
      { methods: [request("a", [], text)] },
      { methods: [request("a", [], { type: ["string", "null"] })] },
    );
    expect(found).toMatchObject([
      {
        clients: "breaking",
        effect: "New servers send what old clients refuse.",
        witness: { method: "a", of: "result", value: null, refusedBy: "old" },
      },
    ]);
  });

  it.each<[string, JsonSchema, JsonSchema]>([
    ["patterns that mean the same", { ...text, pattern: "^[0-9]+$" }, { ...text, pattern: "^\\d+$" }],
    ["formats, which nothing checks", { ...text, format: "date" }, { ...text, format: "date-time" }],
    [
      "a bound beyond another one",
      { ...number, minimum: 5 },
      Object.assign({ exclusiveMinimum: 1 }, { ...number, minimum: 5 }),
    ],
    ["a member that nobody reads", object({ a: text }, []), object({})],
  ])("is a risk where there is no such value: %s", async (_what, old, now) => {
    const found = [...(await ofResult(old, now)), ...(await ofParam(old, now))];
    expect(found.map(([severity]) => severity)).toContain("risky");
    expect(found.map(([severity]) => severity)).not.toContain("breaking");
  });
});

describe("a result that an argument decides", () => {
  const result = (...anyOf: JsonSchema[]): JsonSchema => ({
    anyOf,
    "x-by-argument": { name: "verbose", values: [[false, null], [true]] },
  });

  it("is compared case by case: another case does not excuse", async () => {
    const of = (schema: JsonSchema) => ({
      methods: [request("get", [param("verbose", { type: "boolean" })], schema)],
    });
    const found = await changes(
      of(result(text, object({ a: text }))),
      of(result(object({ a: text }), object({ a: text }))),
    );
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      ["breaking", "`result` changed from string to object"],
    ]);
  });
});

describe("a changed shape that only shapes which lead back to it lead to", () => {
  const shapes = (count: number, minLength: number): Record<string, JsonSchema> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => {
        const to = (branch: number) => reference(`S${(index * 3 + branch) % count}`);
        const nodes = [1, 2, 3].map((branch) => object({ a: to(branch), b: text }, []));
        const last = index === count - 1 ? [{ type: "string", minLength } as const] : [];
        return [`S${index}`, { anyOf: [...nodes, { type: "integer" } as const, ...last] }];
      }),
    );
  const of = (count: number, minLength: number) =>
    documentOf({
      methods: [request("get", [param("x", reference("S0"))], reference("S1"))],
      schemas: shapes(count, minLength),
    });

  it.each([12, 20, 40, 120])("is the one change that is told, with a witness, of %i shapes", (count) => {
    const found = compareMethods(of(count, 1), of(count, 2));
    expect(new Set(found.map(({ message }) => message))).toEqual(
      new Set([`\`S${count - 1}\`: minLength changed from 1 to 2`]),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ clients: "breaking", witness: expect.objectContaining({ of: "params" }) }),
    );
  });
});

it("reports a change at the end of a long chain of shapes", () => {
  const count = 3_000;
  const shapes = (minLength: number): Record<string, JsonSchema> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `S${index}`,
        index === count - 1 ? { ...text, minLength } : object({ next: reference(`S${index + 1}`) }),
      ]),
    );
  const of = (minLength: number) =>
    documentOf({ methods: [request("put", [param("x", reference("S0"))])], schemas: shapes(minLength) });
  expect(compareMethods(of(1), of(2))).toMatchObject([
    { clients: "risky", message: "`S2999`: minLength changed from 1 to 2" },
  ]);
});
