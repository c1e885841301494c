import { InvalidSource, type Problem } from "../check/problem.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { OpenRpcDocument } from "../document/openrpc.js";
import { pointerSteps } from "../document/pointer.js";
import { walkSchema } from "../document/subschemas.js";
import type { Loaded } from "./loaded.js";

/** Selects methods of a document by name on the wire; `*` matches any characters. */
export interface Choice {
  /** Default: all. */
  readonly only?: readonly string[];
  /** Default: none. */
  readonly except?: readonly string[];
}

/**
 * The selected methods, with the shapes that they need.
 *
 * @throws InvalidSource when a pattern matches no method, or no method is left.
 */
export function chosenMethods(loaded: Loaded, { only = [], except = [] }: Choice): Loaded {
  if (only.length + except.length === 0) return loaded;
  const { document, origins } = loaded;
  const names = document.methods.map(({ name }) => name);
  const unused = [...only, ...except].filter((pattern) => !names.some(fits(pattern)));
  if (unused.length > 0) throw new InvalidSource(unused.map((pattern) => noMethod(pattern, names)));
  const isMeant = (name: string) =>
    (only.length === 0 || only.some((pattern) => fits(pattern)(name))) &&
    !except.some((pattern) => fits(pattern)(name));
  const methods = document.methods.filter(({ name }) => isMeant(name));
  if (methods.length === 0) throw new InvalidSource([noneLeft(only, except)]);
  const schemas = neededShapes(methods, document.components?.schemas ?? {});
  const chosen: OpenRpcDocument = { ...document, methods, components: { ...document.components, schemas } };
  const origin = origins.get(document);
  if (origin) origins.set(chosen, origin);
  return { ...loaded, document: chosen };
}

function fits(pattern: string): (name: string) => boolean {
  const source = pattern.split("*").map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const expression = new RegExp(`^${source.join(".*")}$`, "s");
  return (name) => expression.test(name);
}

/** In the order of the document. */
function neededShapes(
  methods: OpenRpcDocument["methods"],
  shapes: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const needed = new Set<string>();
  const follow = (schema: JsonSchema) =>
    walkSchema(schema, ({ $ref }) => {
      const name = $ref === undefined ? undefined : pointerSteps($ref).at(-1);
      if (name === undefined || needed.has(name)) return;
      needed.add(name);
      follow(shapes[name] ?? {});
    });
  for (const { params, result } of methods)
    for (const { schema } of [...params, ...(result ? [result] : [])]) follow(schema);
  return Object.fromEntries(Object.entries(shapes).filter(([name]) => needed.has(name)));
}

/** The maximum number of method names in a message. */
const mostNames = 10;

function noMethod(pattern: string, names: readonly string[]): Problem {
  const more = names.length > mostNames ? ", …" : "";
  return {
    severity: "error",
    file: pattern,
    pointer: "",
    message: `no method matches ${JSON.stringify(pattern)}`,
    expected: `a name or a pattern such as eth_* for some of ${names.slice(0, mostNames).join(", ")}${more}`,
    hint: "quote patterns so that the shell doesn't expand them: --only 'eth_*'",
  };
}

function noneLeft(only: readonly string[], except: readonly string[]): Problem {
  return {
    severity: "error",
    file: [...only, ...except].join(" "),
    pointer: "",
    message: "only and except exclude all methods",
    expected: "at least one method",
  };
}
