import type { JsonSchema } from "./json-schema.js";
import type { OpenRpcDocument } from "./openrpc.js";
import { pointer } from "./pointer.js";
import { walkSchema } from "./subschemas.js";

/** A schema of a document, with its pointer. */
export interface Part {
  readonly schema: JsonSchema;
  readonly pointer: string;
}

/**
 * All schemas of a document, including nested ones.
 *
 * @param isMeant Selects schemas. Default: all.
 */
export function partsOf(
  document: OpenRpcDocument,
  isMeant: (schema: JsonSchema) => boolean = () => true,
): Part[] {
  const walked = walks.get(document) ?? rootsOf(document).flatMap(walk);
  walks.set(document, walked);
  return walked
    .filter(({ schema }) => isMeant(schema))
    .map(({ schema, root, steps }) => ({ schema, pointer: pointer(root, ...steps) }));
}

/** A schema that was walked to, and how. */
interface Walked {
  readonly schema: JsonSchema;
  readonly root: string;
  readonly steps: readonly (string | number)[];
}

/** Caches the walk of a document, which several rules share. Pointers are created on demand. */
const walks = new WeakMap<OpenRpcDocument, Walked[]>();

function walk({ schema: whole, pointer: root }: Part): Walked[] {
  const walked: Walked[] = [];
  walkSchema(whole, (schema, steps) => walked.push({ schema, root, steps }));
  return walked;
}

/** The schemas of parameters and results, and the shared ones. */
function rootsOf({ methods, components = {} }: OpenRpcDocument): Part[] {
  const ofMethods = methods.flatMap(({ params, result }, index) => [
    ...params.map(({ schema }, at) => ({
      schema,
      pointer: pointer("/methods", index, "params", at, "schema"),
    })),
    ...(result ? [{ schema: result.schema, pointer: pointer("/methods", index, "result", "schema") }] : []),
  ]);
  const shared = Object.entries(components.schemas ?? {}).map(([name, schema]) => {
    return { schema, pointer: pointer("/components/schemas", name) };
  });
  return [...ofMethods, ...shared];
}
