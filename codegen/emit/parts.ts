/** The parts of the output, each with the parts that it needs. */
const needs = {
  types: [],
  client: ["types"],
  handlers: ["types"],
  validators: ["types"],
  openrpc: [],
  docs: [],
} as const satisfies Record<string, readonly string[]>;

/** A part of the output: `types.ts`, `client.ts`, `handlers.ts`, validators, `openrpc.json`, Markdown. */
export type EmitPart = keyof typeof needs;

/** The parts by name. */
export const parts = Object.keys(needs).filter(isPart);

/** The default parts. */
export const usualParts = parts.filter((part) => part !== "docs");

export function isPart(name: string): name is EmitPart {
  return Object.hasOwn(needs, name);
}

/** These parts and those that they need. Stubs and handlers need descriptors and the index. */
export function withNeeds(chosen: readonly EmitPart[]): ReadonlySet<EmitPart> {
  return new Set([...chosen, ...chosen.flatMap((part): readonly EmitPart[] => needs[part])]);
}
