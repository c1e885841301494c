import { Ajv } from "ajv";
import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument, OpenRpcMethod } from "../document/openrpc.js";
import type { Origins } from "../document/origin.js";
import { patternsOf } from "../document/patterns.js";
import { pointer } from "../document/pointer.js";
import { eachSubschema, mapSubschemas, walkSchema } from "../document/subschemas.js";
import { faults } from "./faults.js";
import { type Finding, problemsFrom } from "./finding.js";
import type { Problem } from "./problem.js";
import { restrictingSiblings } from "./reference-siblings.js";

/**
 * Everything that keeps a loaded document from being generated from, in the order of the document;
 * where there is nothing of the kind, warnings of what other tools read in another way.
 */
export function check(document: OpenRpcDocument, origins: Origins): Problem[] {
  const findings = [
    ...(document.methods.length === 0 ? [noMethods] : []),
    ...repeated(
      document.methods.map(({ name }) => name),
      (index) => pointer("/methods", index, "name"),
      "method",
    ),
    ...document.methods.flatMap((method, index) => checkMethod(method, pointer("/methods", index))),
    ...Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => {
      return checkSchema(schema, pointer("/components/schemas", name));
    }),
  ];
  const warnings = findings.length > 0 ? [] : restrictingSiblings(document);
  return problemsFrom([...findings, ...warnings], document, origins);
}

const noMethods: Finding = {
  pointer: "",
  message: "there are no methods",
  expected: "at least one method",
  hint: "scaffold one: npx stratum method mining.hashrate",
};

function checkMethod(method: OpenRpcMethod, at: string): Finding[] {
  return [
    ...(method.name.trim() === ""
      ? [
          {
            pointer: pointer(at, "name"),
            message: "the name is empty",
            expected: "a name as it is on the wire: mining.hashrate",
          },
        ]
      : []),
    ...repeated(
      method.params.map(({ name }) => name),
      (index) => pointer(at, "params", index, "name"),
      "parameter",
    ),
    ...method.params.flatMap(({ schema }, index) =>
      checkSchema(schema, pointer(at, "params", index, "schema")),
    ),
    ...(method.result ? checkSchema(method.result.schema, pointer(at, "result", "schema")) : []),
  ];
}

function repeated(names: readonly string[], at: (index: number) => string, what: string): Finding[] {
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return [];
    return [
      {
        pointer: at(index),
        message: `a second ${what} is called ${JSON.stringify(name)}`,
        other: at(names.indexOf(name)),
        hint: "rename or remove one of them",
      },
    ];
  });
}

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false });

/** Against the meta-schema of draft-07; patterns, which it only calls texts, are compiled. */
function checkSchema(schema: JsonSchema, at: string): Finding[] {
  const found = checkDraft07(schema, at);
  if (found.length > 0) return found;
  walkSchema(schema, (part, steps) => {
    for (const { source, steps: below } of patternsOf(part))
      found.push(...checkPattern(source, pointer(at, ...steps, ...below)));
    if (!ajv.validate(keywords, part))
      for (const fault of faults(ajv.errors))
        found.push({ ...fault, pointer: pointer(at, ...steps) + fault.pointer });
    eachSubschema(part, (below, [keyword = "", ...rest]) => {
      if (newerPlaces.has(keyword))
        found.push(...checkDraft07(below, pointer(at, ...steps, keyword, ...rest)));
    });
  });
  return found;
}

function checkDraft07(schema: JsonSchema, at: string): Finding[] {
  if (ajv.validateSchema(asDraft07(schema)) === true) return [];
  return faults(ajv.errors).map((fault) => ({
    ...fault,
    pointer: at + fault.pointer,
    hint: "see https://json-schema.org/draft-07",
  }));
}

/** Where schemas stand that draft-07 does not look into. */
const newerPlaces = new Set<string | number>([
  ...["prefixItems", "$defs", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties"],
]);

const values: JsonSchema = { type: "array", items: { type: ["string", "number", "boolean", "null"] } };

/** The keywords that the generator understands beyond draft-07. */
const keywords: JsonSchema = {
  properties: {
    prefixItems: { type: "array", items: { type: ["object", "boolean"] } },
    nullable: { type: "boolean" },
    "x-exact": { type: "boolean" },
    "x-positions": { type: "array", items: { type: "string" } },
    "x-by-argument": {
      type: "object",
      required: ["name", "values"],
      properties: { name: { type: "string" }, values: { type: "array", items: values } },
    },
  },
};

/** Without what other drafts say and the generator understands: which draft it is, bounds of draft-04. */
function asDraft07(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(mapSubschemas(schema, asDraft07)).filter(([keyword, value]) => {
    return keyword !== "$schema" && !(keyword.startsWith("exclusive") && typeof value === "boolean");
  });
  return Object.fromEntries(kept);
}

function checkPattern(source: string, at: string): Finding[] {
  try {
    new RegExp(source);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ pointer: at, message: reason, expected: "a regular expression of JavaScript (ECMA-262)" }];
  }
}
