import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { type Part, partsOf } from "../document/parts.js";
import { isAnnotation } from "../model/normalise.js";
import type { Finding } from "./finding.js";

/** Nothing stands beside `$ref`: draft-07 ignores it, later drafts and most validators do not. */
export function referenceSiblings(document: OpenRpcDocument): Finding[] {
  return partsOf(document, hasSiblings).flatMap((part) => [...restrictions(part), ...words(part)]);
}

/** Only what restricts: tools differ in what they let pass. */
export function restrictingSiblings(document: OpenRpcDocument): Finding[] {
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

function words({ schema, pointer }: Part): Finding[] {
  const keywords = siblings(schema).filter((keyword) => isAnnotation(keyword) && !keyword.startsWith("x-"));
  if (keywords.length === 0) return [];
  return [
    {
      rule,
      severity: "warning",
      pointer,
      message: `${keywords.join(", ")} beside $ref: here it is of this place; tools of draft-07 do not see it`,
      hint: 'say it so that all tools understand: "allOf": [{ "$ref": … }] with the words beside',
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
