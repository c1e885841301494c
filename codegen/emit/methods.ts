import type { ImportDeclarationStructure } from "ts-morph";
import type { ByArgument, Method, Protocol } from "../model/model.js";
import { commentText } from "./comment.js";
import type { EmitOptions } from "./options.js";
import { constant, importNames, importTypes, printFile } from "./print.js";
import { signature } from "./signature.js";
import { validatorNames } from "./validators.js";

/** `methods.ts`: one descriptor per method, for the runtime. */
export function emitMethods(protocol: Protocol, options: EmitOptions): string {
  const { header, runtime, extension } = options;
  const signatures = protocol.methods.map(signature);
  const present = protocol.methods.filter((method) => !isLazy(method, options));
  const isChecked = options.parts.has("validators");
  const helpers = present.map(validatorNames).flatMap(({ params, result }) => {
    if (!isChecked) return ["unchecked"];
    return [...(params ? [] : ["noParams"]), ...(result ? [] : ["noResult"])];
  });
  const imports = [
    ...importNames(helpers, runtime),
    ...importTypes(["Method", ...signatures.flatMap(({ runtimeTypes }) => runtimeTypes)], runtime),
    ...importTypes(
      signatures.flatMap(({ types }) => types),
      `./types${extension}`,
    ),
    ...(isChecked ? importValidators(present, options) : []),
  ];
  return printFile(
    header,
    imports,
    protocol.methods.map((method) => descriptor(method, options)),
  );
}

/** Notifications are sent synchronously, possibly to many peers: their validators can't be loaded lazily. */
function isLazy({ kind }: Method, { lazyValidators, parts }: EmitOptions): boolean {
  return lazyValidators && parts.has("validators") && kind === "request";
}

function importValidators(
  methods: readonly Method[],
  { extension, lazyValidators }: EmitOptions,
): ImportDeclarationStructure[] {
  if (!lazyValidators) {
    const names = methods.flatMap((method) => Object.values(validatorNames(method)));
    return importNames(names, `./validators${extension}`);
  }
  return methods.flatMap((method) => {
    const parts = Object.entries(validatorNames(method)).map(([part, name]) => `${part} as ${name}`);
    return importNames(parts, `./validators/${method.identifier}${extension}`);
  });
}

function descriptor(method: Method, options: EmitOptions): string {
  const { params, result } = signature(method);
  const { summary } = method.docs;
  return constant(
    method.identifier,
    `Method<${[params, result, ...codes(method)].join(", ")}>`,
    facts(method, options),
    summary && commentText(summary),
  );
}

/** The codes of its errors, as a type. */
function codes({ errors }: Method): string[] {
  const distinct = [...new Set(errors.map(({ code }) => code))];
  return distinct.length > 0 ? [distinct.join(" | ")] : [];
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
    errors: errorFact(method),
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

/** The meaning of each code; all of them if a code has several. */
function errorFact({ errors }: Method): { text: string } | undefined {
  if (errors.length === 0) return undefined;
  const messages = new Map<number, string[]>();
  for (const { code, message } of errors) messages.set(code, [...(messages.get(code) ?? []), message]);
  const lines = [...messages].map(([code, said]) => {
    return `    [${code}]: ${JSON.stringify([...new Set(said)].join("; "))},\n`;
  });
  return { text: `{\n${lines.join("")}  }` };
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

function validators(method: Method, options: EmitOptions): string {
  if (!options.parts.has("validators")) return "unchecked";
  if (isLazy(method, options)) return `() => import("./validators/${method.identifier}${options.extension}")`;
  const { params = "noParams", result = "noResult", results } = validatorNames(method);
  return `{ params: ${params}, result: ${result}${results ? `, results: ${results}` : ""} }`;
}
