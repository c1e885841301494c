import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../codegen/document/json-schema.js";
import { createTypePrinter, snakeCase, typeDeclarations } from "../../../codegen/index.js";
import { buildModel } from "../../../codegen/model/build.js";
import { documentOf, number, reference, request, text } from "../inline.js";

const rust = createTypePrinter({
  boolean: "bool",
  integer: "i64",
  number: "f64",
  string: "String",
  null: "()",
  unknown: "Value",
  list: (items) => `Vec<${items}>`,
  map: (values) => `HashMap<String, ${values}>`,
  nullable: (type) => `Option<${type}>`,
  reference: (name, isRecursive) => (isRecursive ? `Box<${name}>` : name),
});

/** The declarations of a shape `Shape` and of those beside it, as Rust would have them. */
function declared(schema: JsonSchema, schemas: Record<string, JsonSchema> = {}): string[] {
  const methods = [request("get", [], reference("Shape"))];
  const model = buildModel(documentOf({ methods, schemas: { Shape: schema, ...schemas } }));
  return typeDeclarations(model).map((found) => {
    const mark = found.isRecursive ? "*" : "";
    if ("type" in found) return `${found.name}${mark} = ${rust(found.type)}`;
    const members = found.members.map(
      ({ name, isRequired, type }) => `${name}${isRequired ? "" : "?"}: ${rust(type)}`,
    );
    return `${found.name}${mark} { ${members.join(", ")} }`;
  });
}

const object = (properties: Record<string, JsonSchema>, required?: string[]): JsonSchema => {
  return { type: "object", properties, ...(required && { required }) };
};

describe("the types that emitters get", () => {
  it.each<[string, JsonSchema, string[]]>([
    [
      "have one object for what is combined",
      { allOf: [reference("Base"), object({ b: number }, ["b"])] },
      ["Base { a?: String }", "Shape { a?: String, b: f64 }"],
    ],
    [
      "have names for objects within others",
      object({ header: object({ bits: text }), outs: { type: "array", items: object({ n: number }) } }),
      [
        "Base { a?: String }",
        "Shape { header?: ShapeHeader, outs?: Vec<ShapeOut> }",
        "ShapeHeader { bits?: String }",
        "ShapeOut { n?: f64 }",
      ],
    ],
    [
      "say what may be null",
      object({
        a: { type: ["string", "null"] },
        b: { anyOf: [reference("Base"), { type: "null" }] },
        c: { enum: ["x", null] },
      }),
      ["Base { a?: String }", "Shape { a?: Option<String>, b?: Option<Base>, c?: Option<String> }"],
    ],
    [
      "mark what leads back to itself",
      object({ next: reference("Shape"), base: reference("Base") }),
      ["Base { a?: String }", "Shape* { next?: Box<Shape>, base?: Base }"],
    ],
    [
      "have maps and anything",
      { type: "object", additionalProperties: {} },
      ["Base { a?: String }", "Shape = HashMap<String, Value>"],
    ],
  ])("%s", (_what, schema, expected) => {
    expect(declared(schema, { Base: object({ a: text }) })).toEqual(expected);
  });

  it("have names for languages that write them in another way", () => {
    expect(["getBlock", "ABIEntry", "blockV2Hash", "bip125-replaceable"].map(snakeCase)).toEqual([
      "get_block",
      "abi_entry",
      "block_v2_hash",
      "bip125_replaceable",
    ]);
  });
});
