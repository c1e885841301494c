import type { Finding } from "../check/finding.js";
import { nearest } from "../check/suggestion.js";
import { isObject } from "../document/merge-patch.js";
import { pointer } from "../document/pointer.js";
import type { MethodDefinition } from "../schema/method.js";
import { isParam } from "../schema/param.js";

const facts = [
  ...["kind", "name", "summary", "description", "direction", "params", "paramStructure", "result"],
  ...["errors", "examples", "optional", "deprecated", "see"],
];
const directions = ["clientToServer", "serverToClient", "both"];
const structures = ["by-position", "by-name", "either", "spread"];

/** The faults of a schema module's export that a compiler may have missed. Pointers are those of the definition. */
export function definitionFaults(definition: MethodDefinition): Finding[] {
  const { direction, paramStructure, params = {}, errors = [] } = definition;
  return [
    ...Object.keys(definition).flatMap(unknownFact),
    ...notAmong(direction, directions, "direction"),
    ...notAmong(paramStructure, structures, "paramStructure"),
    ...Object.entries(params).flatMap(([name, given]: [string, unknown]) => {
      const isGiven = isObject(given) && isParam(given);
      return undefinedParts(isGiven ? given.schema : given, pointer("/params", name));
    }),
    ...("result" in definition ? undefinedParts(definition.result, "/result") : []),
    ...errors.flatMap(({ code }: { code?: unknown }, index) => {
      if (Number.isInteger(code)) return [];
      const message = `the error's code is ${shown(code)}`;
      return [{ pointer: pointer("/errors", index, "code"), message, expected: "a whole number: -32001" }];
    }),
  ];
}

function unknownFact(name: string): Finding[] {
  if (facts.includes(name)) return [];
  const meant = nearest(name, facts);
  const message = `${JSON.stringify(name)} is not a member of a method definition`;
  const hint = meant === undefined ? facts.slice(2).join(", ") : `did you mean ${JSON.stringify(meant)}?`;
  return [{ pointer: pointer("", name), message, hint }];
}

function notAmong(value: unknown, known: readonly string[], name: string): Finding[] {
  if (value === undefined || known.some((one) => one === value)) return [];
  const message = `the ${name} is ${shown(value)}`;
  return [{ pointer: pointer("", name), message, expected: known.join(", ") }];
}

/** Undefined schemas: imports in a cycle, or names that the module doesn't export. */
function undefinedParts(value: unknown, at: string, above: readonly unknown[] = []): Finding[] {
  if (value === undefined) {
    return [
      {
        pointer: at,
        message: "the schema is undefined",
        expected: "a schema",
        hint: "circular imports are undefined while loading: move shared schemas to a third module",
      },
    ];
  }
  if (typeof value !== "object" || value === null || above.includes(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const isHolder = Array.isArray(value) || below !== undefined;
    const isMember = /\/(properties|patternProperties)$/.test(at);
    return isHolder || isMember || schemas.has(key)
      ? undefinedParts(below, pointer(at, key), [...above, value])
      : [];
  });
}

/** Keywords whose value is a schema. */
const schemas = new Set(["items", "additionalProperties", "not", "contains", "propertyNames"]);

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}
