import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import type { Part } from "../document/parts.js";
import { createValidators } from "../lint/validators.js";
import { onWire } from "../model/on-wire.js";
import {
  type AlternativesOf,
  createAlternatives,
  createResolve,
  type Resolve,
} from "../values/alternatives.js";
import { createSamples, type Samples } from "../values/sample-values.js";
import { referencesIn } from "./references.js";

/** One of the two documents: its validators and sample values. */
export interface Side {
  readonly alternativesOf: AlternativesOf;
  readonly samples: Samples;
  readonly resolve: Resolve;
  /** Whether a value matches a schema; undefined when that can't be determined. */
  readonly accepts: (schema: JsonSchema, value: unknown) => boolean | undefined;
}

export function createSide(document: OpenRpcDocument): Side {
  const resolve = createResolve(document);
  const alternativesOf = createAlternatives(resolve);
  const validators = createValidators(document);
  let isCompiled = false;
  const compile = (schema: JsonSchema) => {
    try {
      validators.of(schema);
    } catch {
      // What uses it is not accepted either.
    }
  };
  const side: Side = {
    alternativesOf,
    resolve,
    samples: createSamples(alternativesOf),
    accepts: (schema, value) => {
      try {
        return validators.of(schema)(value) === true;
      } catch (error) {
        // A schema that Ajv does not compile, or a recursion without end.
        if (!(error instanceof RangeError) || isCompiled) return undefined;
      }
      // A chain of references that is too long to be compiled from its start.
      isCompiled = true;
      for (const reference of innermostFirst(schema, resolve)) compile({ $ref: reference });
      return side.accepts(schema, value);
    },
  };
  return side;
}

/** The references that a schema leads to, each after those that it leads to itself. */
function innermostFirst(schema: JsonSchema, resolve: Resolve): Set<string> {
  const [seen, left] = [new Set<string>(), new Set<string>()];
  const open = [...referencesIn(schema)];
  for (let one = open.at(-1); one !== undefined; one = open.at(-1)) {
    const below = seen.has(one) ? [] : referencesIn(resolve(one).schema).filter((next) => !seen.has(next));
    seen.add(one);
    open.push(...below);
    if (below.length === 0) left.add(open.pop() ?? one);
  }
  return left;
}

export function partOf(schema: JsonSchema, pointer: string): Part {
  return { schema: onWire(schema), pointer };
}

/** Where a chain of references ends. */
export function followed({ resolve }: Side, part: Part): Part & { readonly name?: string } {
  let current: Part & { readonly name?: string } = part;
  for (const seen = new Set<string>(); current.schema.$ref !== undefined && !seen.has(current.pointer); ) {
    seen.add(current.pointer);
    current = resolve(current.schema.$ref);
  }
  return current;
}

const wholes = new WeakMap<readonly Part[], JsonSchema>();

/** What fits all of these, as one schema. */
export function wholeOf(parts: readonly Part[]): JsonSchema {
  const [only, ...others] = parts;
  if (only && others.length === 0) return only.schema;
  const whole = wholes.get(parts) ?? { allOf: parts.map(({ schema }) => schema) };
  wholes.set(parts, whole);
  return whole;
}
