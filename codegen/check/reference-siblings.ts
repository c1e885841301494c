import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { type Part, partsOf } from "../document/parts.js";
import { isAnnotation } from "../model/normalise.js";
import type { Finding } from "./finding.js";

/**
 * Nothing that restricts stands beside `$ref`: draft-07 ignores it, later drafts and most validators do not.
 * Words for people may.
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
      message: `${keywords.join(", ")} beside $ref: here both count; tools of draft-07 see the reference alone`,
      hint: 'say it so that all tools understand: "allOf": [{ "$ref": … }, { … }]',
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
