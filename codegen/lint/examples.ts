import { type Fault, faults } from "../check/faults.js";
import type { Finding } from "../check/finding.js";
import type { JsonSchema } from "../document/json-schema.js";
import type { ExamplePairing, OpenRpcMethod } from "../document/openrpc.js";
import { partsOf } from "../document/parts.js";
import { pointer } from "../document/pointer.js";
import type { Rule } from "./rule.js";
import type { Validators } from "./validators.js";

/** Examples of calls, examples of values and defaults must match their schemas. */
export const examples: Rule = (document, validators) => [
  ...document.methods.flatMap((method, index) =>
    (method.examples ?? []).flatMap((example, at) =>
      pairing(example, method, validators).map((finding) => ({
        ...finding,
        pointer: pointer("/methods", index, "examples", at) + finding.pointer,
      })),
    ),
  ),
  ...partsOf(document).flatMap(({ schema, pointer: at }) => [
    ...(schema.examples ?? []).flatMap((value, index) =>
      mismatch(value, schema, pointer(at, "examples", index), validators),
    ),
    ...(schema.default === undefined
      ? []
      : mismatch(schema.default, schema, pointer(at, "default"), validators).map(asDefault)),
  ]),
];

function pairing(example: ExamplePairing, method: OpenRpcMethod, validators: Validators): Finding[] {
  const given = example.params ?? [];
  const known = method.params.map(({ name }) => name);
  const isNamed = given.every(({ name }) => known.includes(name));
  const paramOf = (name: string, index: number) => method.params[isNamed ? known.indexOf(name) : index];
  const params = given.flatMap(({ name, value }, index) => {
    const at = pointer("", "params", index);
    const param = paramOf(name, index);
    if (!param) return [tooMany(name, at)];
    return value === undefined ? [] : mismatch(value, param.schema, pointer(at, "value"), validators);
  });
  const names = given.map(({ name }, index) => paramOf(name, index)?.name);
  const missing = method.params.filter(({ name, required }) => required && !names.includes(name));
  return [...params, ...missing.map(({ name }) => absent(name)), ...resultOf(example, method, validators)];
}

function resultOf({ result }: ExamplePairing, method: OpenRpcMethod, validators: Validators): Finding[] {
  if (result?.value === undefined) return [];
  if (method.result) return mismatch(result.value, method.result.schema, "/result/value", validators);
  return [
    {
      rule,
      pointer: "/result",
      message: "the example has a result, but the method has none",
      hint: "remove it, or describe the method's result",
    },
  ];
}

const rule = "example";

/** At most one finding per value: its innermost fault, with the position in the value. */
function mismatch(value: unknown, schema: JsonSchema, at: string, validators: Validators): Finding[] {
  const validate = validators.of(schema);
  if (validate(value)) return [];
  const [fault]: (Fault | undefined)[] = faults(validate.errors);
  const reason = fault ? `${fault.message}${fault.expected ? `, expected ${fault.expected}` : ""}` : "";
  const where = fault?.pointer ? `${fault.pointer}: ` : "";
  return [
    {
      rule,
      pointer: at,
      message: `the example does not fit its schema: ${where}${reason || "it matches none of the alternatives"}`,
      hint: "correct the example, or the schema",
    },
  ];
}

function asDefault(finding: Finding): Finding {
  return {
    ...finding,
    rule: "default",
    message: finding.message.replace("example", "default"),
    hint: "correct the default, or the schema",
  };
}

function tooMany(name: string, at: string): Finding {
  return {
    rule,
    pointer: at,
    message: `the method has no parameter for ${JSON.stringify(name)}`,
    hint: "remove it from the example, or describe the parameter",
  };
}

function absent(name: string): Finding {
  return {
    rule,
    pointer: "/params",
    message: `the example has no ${JSON.stringify(name)}, which is required`,
    hint: "add it to the example, or make the parameter optional",
  };
}
