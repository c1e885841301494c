import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { type Part, partsOf } from "../document/parts.js";
import { isAnnotation } from "../model/normalize.js";
import type { Finding } from "./finding.js";

/**
 * Keywords next to `$ref` other than annotations: draft-07 ignores them, later drafts and most validators don't.
 */
export function referenceSiblings(document: OpenRpcDocument): Finding[] {
  return partsOf(document, hasSiblings).flatMap(restrictions);
}

function restrictions({ schema, pointer }: Part): Finding[] {
  const keywords = siblings(schema).filter((keyword) => !isAnnotation(keyword));
  if (keywords.length === 0) return [];
  return [
    {
      rule,
      severity: "warning",
      pointer,
      message: `${keywords.join(", ")} next to $ref: both apply here, but draft-07 tools ignore everything except $ref`,
      hint: 'write it so that all tools understand it: "allOf": [{ "$ref": … }, { … }]',
    },
  ];
}

function hasSiblings(schema: JsonSchema): boolean {
  return schema.$ref !== undefined && siblings(schema).length > 0;
}

function siblings({ $ref, ...rest }: JsonSchema): string[] {
  return $ref === undefined ? [] : Object.keys(rest);
}

const rule = "ref-siblings";
