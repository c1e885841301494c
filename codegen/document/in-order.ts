import type { OpenRpcDocument } from "./openrpc.js";

/** The document with the members of every object by name: their order in a source says nothing. */
export function inOrder(document: OpenRpcDocument): OpenRpcDocument {
  return JSON.parse(JSON.stringify(document, (_name, value: unknown) => byName(value)));
}

function byName(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
