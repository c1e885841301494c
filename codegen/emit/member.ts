import { isIdentifier } from "../model/names.js";
import { commented } from "./print.js";

/** A name as a member of an object or an interface: quoted where it must be. */
export function memberName(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name);
}

/** A property of an interface with its doc comment. */
export function property(name: string, type: string, comment?: string, optional = false): string {
  return commented(comment, `${memberName(name)}${optional ? "?" : ""}: ${type};`);
}
