import { Ajv } from "ajv";
import type { JsonSchema } from "../document/json-schema.js";
import { isObject } from "../document/merge-patch.js";
import type { OpenRpcDocument, OpenRpcMethod } from "../document/openrpc.js";
import type { Origins } from "../document/origin.js";
import { partsOf } from "../document/parts.js";
import { patternsOf } from "../document/patterns.js";
import { pointer, pointerSteps } from "../document/pointer.js";
import { eachSubschema, mapSubschemas, walkSchema } from "../document/subschemas.js";
import { misspelledExtension } from "./extensions.js";
import { faults } from "./faults.js";
import { type Finding, problemsFrom } from "./finding.js";
import type { Problem } from "./problem.js";
import { referenceSiblings } from "./reference-siblings.js";
import { nearest } from "./suggestion.js";

/**
 * The errors that prevent generation from a loaded document, in document order. Without errors, warnings about parts
 * that other tools interpret differently.
 */
export function check(document: OpenRpcDocument, origins: Origins): Problem[] {
  const findings = [
    ...repeated(
      document.methods.map(({ name }) => name),
      (index) => pointer("/methods", index, "name"),
      "method",
    ),
    ...document.methods.flatMap((method, index) => checkMethod(method, pointer("/methods", index))),
    ...Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => {
      return checkSchema(schema, pointer("/components/schemas", name));
    }),
    ...unknownShapes(document),
  ];
  const warnings = findings.length > 0 ? [] : referenceSiblings(document);
  return problemsFrom([...findings, ...warnings], document, origins);
}

/** References that loading has not followed: those in schema modules. */
function unknownShapes(document: OpenRpcDocument): Finding[] {
  const shapes = document.components?.schemas ?? {};
  const isUnknown = ({ $ref }: { $ref?: unknown }) =>
    typeof $ref === "string" && !Object.hasOwn(shapes, pointerSteps($ref).at(-1) ?? "");
  return partsOf(document, isUnknown).map(({ schema: { $ref = "" }, pointer: at }) => {
    const name = pointerSteps($ref).at(-1) ?? $ref;
    const meant = nearest(name, Object.keys(shapes));
    return {
      pointer: pointer(at, "$ref"),
      message: `unknown shape ${JSON.stringify(name)}`,
      expected: "the $id of a shape that a method uses",
      hint:
        meant === undefined
          ? "import the shape instead of referring to it"
          : `did you mean ${JSON.stringify(meant)}?`,
    };
  });
}

/** The deciding argument must exist, with values for each alternative. */
function checkByArgument({ params, result }: OpenRpcMethod, at: string): Finding[] {
  const { "x-by-argument": by, anyOf, oneOf = [] } = result?.schema ?? {};
  if (!isObject(by) || !Array.isArray(by.values)) return [];
  const names = params.flatMap(({ name, schema, "x-spread": isSpread }) => {
    return isSpread ? Object.keys(schema.properties ?? {}) : [name];
  });
  const here = pointer(at, "result", "schema", "x-by-argument");
  if (!names.includes(by.name)) {
    const meant = nearest(String(by.name), names);
    return [
      {
        pointer: pointer(here, "name"),
        message: `x-by-argument: unknown parameter ${JSON.stringify(by.name)}`,
        expected: names.length > 0 ? names.join(", ") : "a parameter, but the method has none",
        ...(meant !== undefined && { hint: `did you mean ${JSON.stringify(meant)}?` }),
      },
    ];
  }
  const count = (anyOf ?? oneOf).length;
  if (by.values.length === count) return [];
  const message = `values for ${by.values.length} alternatives, but the result has ${count}`;
  return [{ pointer: pointer(here, "values"), message, expected: "one list of values per alternative" }];
}

function checkMethod(method: OpenRpcMethod, at: string): Finding[] {
  return [
    ...(method.name.trim() === ""
      ? [
          {
            pointer: pointer(at, "name"),
            message: "the name is empty",
            expected: "the name on the wire, such as mining.hashrate",
          },
        ]
      : []),
    ...repeated(
      method.params.map(({ name }) => name),
      (index) => pointer(at, "params", index),
      "parameter",
    ).map((finding) => ({ ...finding, isOfUse: true })),
    ...checkByArgument(method, at),
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
        message: `duplicate ${what} ${JSON.stringify(name)}`,
        other: at(names.indexOf(name)),
        hint: "rename or remove one of them",
      },
    ];
  });
}

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false });

/** Validates against the draft-07 meta-schema; also compiles patterns, which are only strings to it. */
function checkSchema(schema: JsonSchema, at: string): Finding[] {
  const found = checkDraft07(schema, at);
  if (found.length > 0) return found;
  walkSchema(schema, (part, steps) => {
    for (const key of Object.keys(part)) found.push(...misspelledExtension(key, pointer(at, ...steps, key)));
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

/** Keywords with subschemas that draft-07 doesn't validate. */
const newerPlaces = new Set<string | number>([
  ...["prefixItems", "$defs", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties"],
]);

const values: JsonSchema = { type: "array", items: { type: ["string", "number", "boolean", "null"] } };

/** The keywords that the generator supports beyond draft-07. */
const keywords: JsonSchema = {
  properties: {
    prefixItems: { type: "array", items: { type: ["object", "boolean"] } },
    nullable: { type: "boolean" },
    dependentRequired: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
    dependentSchemas: { type: "object", additionalProperties: { type: ["object", "boolean"] } },
    unevaluatedProperties: { type: ["object", "boolean"] },
    unevaluatedItems: { type: ["object", "boolean"] },
    minContains: { type: "integer", minimum: 0 },
    maxContains: { type: "integer", minimum: 0 },
    "x-exact": { type: "boolean" },
    "x-positions": { type: "array", items: { type: "string" } },
    "x-by-argument": {
      type: "object",
      required: ["name", "values"],
      properties: { name: { type: "string" }, values: { type: "array", items: values } },
    },
  },
};

/** Removes what the generator supports of other drafts: `$schema`, bounds of draft-04. */
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
    return [{ pointer: at, message: reason, expected: "a JavaScript regular expression (ECMA-262)" }];
  }
}
