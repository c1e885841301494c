import { Ajv } from "ajv";
import type { Method, MethodTable, Validators } from "../../src/rpc/index.js";

const ajv = new Ajv({ allowUnionTypes: true });

/** What a test says of a method; the rest follows. */
type Description = Partial<Omit<Method, "params" | "validators">> & {
  /** The parameters' schemas, in the order of their positions. */
  readonly params?: Readonly<Record<string, object>>;
  /** The result's schema. */
  readonly returns?: object;
};

/** A method that is checked by JSON Schema, as generated ones are. */
export function methodOf<Params = unknown, Result = unknown>({
  params = {},
  returns = {},
  ...facts
}: Description): Method<Params, Result> & { readonly validators: Validators<Params, Result> } {
  const names = Object.keys(params);
  const required = names.filter((name) => !facts.optional?.includes(name));
  return {
    name: "test",
    direction: "clientToServer",
    kind: "request",
    structure: "position",
    ...facts,
    params: names,
    validators: {
      params: ajv.compile<Params>({
        type: "object",
        properties: params,
        required,
        additionalProperties: false,
      }),
      result: ajv.compile<Result>(returns),
    },
  };
}

interface Types<Params, Result> {
  params: Params;
  result: Result;
}

/** A protocol of three methods. */
export interface Methods {
  add: Types<{ a: number; b?: number }, number>;
  name: Types<object, { first: string; last?: string }>;
  note: Types<{ text: string }, void>;
}

export const methods: MethodTable<Methods> = {
  add: methodOf({
    name: "add",
    params: { a: { type: "number" }, b: { type: "number" } },
    optional: ["b"],
    returns: { type: "number" },
  }),
  name: methodOf({
    name: "name",
    result: ["first", "last"],
    returns: {
      type: "object",
      properties: { first: { type: "string" }, last: { type: "string" } },
      required: ["first"],
    },
  }),
  note: methodOf({ name: "note", kind: "notification", params: { text: { type: "string" } } }),
};
