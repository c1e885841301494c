import type { PropertySignatureStructure } from "ts-morph";
import { StructureKind } from "ts-morph";
import { isIdentifier } from "../model/names.js";
import { docs } from "./comment.js";

/** A name as a member of an object or an interface: quoted if necessary. */
export function memberName(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name);
}

/** A property of an interface with its doc comment. */
export function property(
  name: string,
  type: PropertySignatureStructure["type"],
  comment?: string,
  optional = false,
): PropertySignatureStructure {
  return {
    kind: StructureKind.PropertySignature,
    name: memberName(name),
    hasQuestionToken: optional,
    ...(type !== undefined && { type }),
    ...docs(comment),
  };
}
