import type { Part } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Alternative, Plain } from "./merge.js";

/** A member must match each part's schema for its name or, if the part doesn't list it, for other names. */
export function membersOf(parts: readonly Plain[]): Pick<Alternative, "members" | "required" | "others"> {
  const required = new Set(parts.flatMap(({ schema }) => schema.required ?? []));
  const names = new Set([
    ...parts.flatMap(({ schema }) => Object.keys(schema.properties ?? {})),
    ...required,
  ]);
  const others = parts.flatMap((part) => othersOf(part));
  const closing = parts.flatMap((part) => stated(part, "unevaluatedProperties"));
  const rest = others.length > 0 ? others : closing;
  return {
    members: new Map([...names].map((name) => [name, parts.flatMap((part) => memberOf(part, name))])),
    required,
    ...(rest.length > 0 && { others: rest }),
  };
}

function memberOf(part: Plain, name: string): Part[] {
  const { properties = {}, patternProperties = {} } = part.schema;
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const matching = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern).test(name));
  const found = [
    ...(schema ? [{ schema, pointer: pointer(part.pointer, "properties", name) }] : []),
    ...matching.map(([pattern, below]) => ({
      schema: below,
      pointer: pointer(part.pointer, "patternProperties", pattern),
    })),
  ];
  return found.length > 0 ? found : othersOf(part);
}

function othersOf(part: Plain): Part[] {
  return stated(part, "additionalProperties");
}

/** The schema of a keyword that may also be a boolean; undefined when it allows everything. */
function stated(part: Plain, keyword: string): Part[] {
  const value: unknown = Reflect.get(part.schema, keyword);
  const at = pointer(part.pointer, keyword);
  if (value === false) return [{ schema: { not: {} }, pointer: at }];
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [];
  return [{ schema: value, pointer: at }];
}

export function itemsOf(parts: readonly Plain[]): Pick<Alternative, "positions" | "rest"> {
  const length = Math.max(
    0,
    ...parts.map(({ schema: { items } }) => (Array.isArray(items) ? items.length : 0)),
  );
  const rest = parts.flatMap(restOf);
  return {
    positions: Array.from({ length }, (_, index) => parts.flatMap((part) => itemOf(part, index))),
    ...(rest.length > 0 && { rest }),
  };
}

function itemOf(part: Plain, index: number): Part[] {
  const { items } = part.schema;
  const item = Array.isArray(items) ? items[index] : undefined;
  return item ? [{ schema: item, pointer: pointer(part.pointer, "items", index) }] : restOf(part);
}

function restOf(part: Plain): Part[] {
  return stated(part, Array.isArray(part.schema.items) ? "additionalItems" : "items");
}
