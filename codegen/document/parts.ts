import type { JsonSchema } from "./json-schema.js";
import type { OpenRpcDocument } from "./openrpc.js";
import { pointer } from "./pointer.js";
import { walkSchema } from "./subschemas.js";

/** A schema of a document, and where it stands. */
export interface Part {
  readonly schema: JsonSchema;
  readonly pointer: string;
}

/**
 * The schemas of a document, those below others included.
 *
 * @param isMeant Which ones. Default: all.
 */
export function partsOf(
  document: OpenRpcDocument,
  isMeant: (schema: JsonSchema) => boolean = () => true,
): Part[] {
  return rootsOf(document).flatMap((root) => {
    const parts: Part[] = [];
    walkSchema(root.schema, (schema, steps) => {
      if (isMeant(schema)) parts.push({ schema, pointer: pointer(root.pointer, ...steps) });
    });
    return parts;
  });
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
