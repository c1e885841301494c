import type { OpenRpcDocument } from "../document/openrpc.js";

/** The first members, in this order; all others follow by name. */
const first = [
  ...["openrpc", "info", "methods", "components"],
  ...["name", "code", "title", "version", "summary", "description", "message", "deprecated"],
  ...["externalDocs", "paramStructure", "params", "required", "schema", "result", "errors", "examples"],
  ...["$ref", "type", "url", "value"],
];

/** Keywords whose members are arbitrary names, not keywords. */
const maps = new Set(["properties", "patternProperties", "definitions", "$defs"]);

/** Keywords with arbitrary values, which are not changed. */
const data = new Set(["const", "default", "enum", "value", "data"]);

/** `openrpc.json`: the document with its members in a fixed order. */
export function emitDocument(document: OpenRpcDocument): string {
  return `${JSON.stringify(ordered(document), null, 2)}\n`;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(
    members.map(([name, member]) => [name, data.has(name) ? member : orderedMember(name, member)]),
  );
}

function orderedMember(name: string, member: unknown): unknown {
  if (typeof member !== "object" || member === null || Array.isArray(member)) return ordered(member);
  const entries = Object.entries(member).map(([key, schema]) => [key, ordered(schema)] as const);
  if (name === "schemas") return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return maps.has(name) ? Object.fromEntries(entries) : ordered(member);
}

const ranks = new Map(first.map((name, index) => [name, index]));

function rank(name: string): number {
  return ranks.get(name) ?? first.length;
}
