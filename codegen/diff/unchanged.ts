import type { JsonSchema } from "../document/json-schema.js";
import type { Part } from "../document/parts.js";
import { textOf } from "./canonical.js";
import type { Sides } from "./pair.js";
import { referencesIn } from "./references.js";

/** Whether schemas say the same in the same words, as do all shapes that they lead to: nothing need be compared. */
export function createUnchanged(sides: Sides): (was: readonly Part[], is: readonly Part[]) => boolean {
  const texts = remembered(textOf);
  const references = remembered(referencesIn);
  const known = new Map<string, boolean>();
  const isSame = (old: JsonSchema, now: JsonSchema) => texts(old) === texts(now);

  const isUnchanged = (reference: string): boolean => {
    const from = new Map<string, string | undefined>([[reference, undefined]]);
    for (const one of from.keys()) {
      const [old, now] = [sides.old.resolve(one).schema, sides.new.resolve(one).schema];
      if (known.get(one) ?? isSame(old, now)) {
        if (!known.has(one)) for (const next of references(now)) if (!from.has(next)) from.set(next, one);
      } else {
        // What leads to a change has changed.
        for (let at: string | undefined = one; at !== undefined; at = from.get(at)) known.set(at, false);
        return false;
      }
    }
    for (const one of from.keys()) known.set(one, true);
    return true;
  };

  return (was, is) =>
    was.length === is.length &&
    was.every(({ schema }, index) => {
      const now = is[index]?.schema ?? {};
      return isSame(schema, now) && references(now).every((one) => known.get(one) ?? isUnchanged(one));
    });
}

function remembered<T>(of: (schema: JsonSchema) => T): (schema: JsonSchema) => T {
  const known = new WeakMap<JsonSchema, T>();
  return (schema) => {
    const value = known.get(schema) ?? of(schema);
    known.set(schema, value);
    return value;
  };
}
