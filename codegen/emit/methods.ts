import type { ByArgument, Method, Protocol } from "../model/model.js";
import { commentText } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { constant, importNames, importTypes, printFile } from "./print.js";
import { signature } from "./signature.js";
import { validatorNames } from "./validators.js";

/** `methods.ts`: a descriptor a method, the facts that the runtime works from. */
export function emitMethods(protocol: Protocol, options: EmitOptions): string {
  const { header, runtime, extension, lazyValidators } = options;
  const signatures = protocol.methods.map(signature);
  const validators = lazyValidators
    ? []
    : protocol.methods.flatMap((method) => Object.values(validatorNames(method)));
  const names = protocol.methods.map(validatorNames);
  const helpers = lazyValidators
    ? []
    : names.flatMap(({ params, result }) => [
        ...(params ? [] : ["noParams"]),
        ...(result ? [] : ["noResult"]),
      ]);
  const imports = [
    ...importNames(helpers, runtime),
    ...importTypes(["Method", ...signatures.flatMap(({ runtimeTypes }) => runtimeTypes)], runtime),
    ...importTypes(
      signatures.flatMap(({ types }) => types),
      `./types${extension}`,
    ),
    ...importNames(validators, `./validators${extension}`),
  ];
  return printFile(
    header,
    imports,
    protocol.methods.map((method) => descriptor(method, options)),
  );
}

function descriptor(method: Method, options: EmitOptions): string {
  const { params, result } = signature(method);
  const { summary } = method.docs;
  return constant(
    method.identifier,
    `Method<${params}, ${result}>`,
    facts(method, options),
    summary && commentText(summary),
  );
}

function facts(method: Method, options: EmitOptions): string {
  const names = method.params.map(({ name }) => name);
  const wireNames = method.params.map(({ wireName }) => wireName);
  const optional = method.params.filter(({ required }) => !required).map(({ name }) => name);
  const facts = {
    name: method.name,
    direction: method.direction,
    kind: method.kind,
    params: names,
    optional: optional.length > 0 ? optional : undefined,
    wireNames: wireNames.some((name, index) => name !== names[index]) ? wireNames : undefined,
    structure: method.structure,
    byArgument: method.result?.byArgument && argumentFact(method.result.byArgument),
    result: method.result?.positions,
    exact: method.result?.exact,
  };
  const lines = Object.entries(facts).flatMap(([name, fact]) =>
    fact === undefined ? [] : [`${name}: ${literal(fact)},`],
  );
  return [
    "{",
    ...[...lines, `validators: ${validators(method, options)},`].map((line) => `  ${line}`),
    "}",
  ].join("\n");
}

function argumentFact({ param, cases }: ByArgument): { text: string } {
  return {
    text: `{ param: ${JSON.stringify(param)}, values: ${JSON.stringify(cases.map(({ values }) => values))} }`,
  };
}

function literal(fact: string | readonly string[] | { text: string }): string {
  if (typeof fact === "object" && "text" in fact) return fact.text;
  if (typeof fact === "string") return JSON.stringify(fact);
  const items = fact.map((item) => JSON.stringify(item));
  const line = `[${items.join(", ")}]`;
  return line.length <= 100 ? line : `[\n${items.map((item) => `    ${item},\n`).join("")}  ]`;
}

function validators(method: Method, { lazyValidators, extension }: EmitOptions): string {
  if (lazyValidators) return `() => import("./validators/${method.identifier}${extension}")`;
  const { params = "noParams", result = "noResult", results } = validatorNames(method);
  return `{ params: ${params}, result: ${result}${results ? `, results: ${results}` : ""} }`;
}
