import type { Method, Param, Protocol, Shape } from "../model/model.js";
import { signature, typeOf } from "./signature.js";
import { typeText } from "./type-text.js";

const directions = {
  clientToServer: "client → server",
  serverToClient: "server → client",
  both: "both ways",
};

/** `docs/<namespace>.md`: a page a namespace for people, with every method, and the shapes that it uses. */
export function emitDocs(protocol: Protocol): [path: string, text: string][] {
  const namespaces = new Map<string, Method[]>();
  for (const method of protocol.methods) {
    const namespace = method.path.length > 1 ? (method.path[0] ?? "") : "methods";
    namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), method]);
  }
  const pages: [string, string][] = [];
  for (const [namespace, methods] of namespaces) {
    const title = namespace === "methods" ? protocol.title : `${protocol.title}: ${namespace}`;
    pages.push([`docs/${namespace}.md`, `# ${title}\n\n${reference(methods, protocol.shapes, 2)}\n`]);
  }
  return pages;
}

/**
 * Methods as Markdown, with the shapes that their parameters and results name behind them.
 *
 * @param level Of the headings.
 */
export function reference(methods: readonly Method[], shapes: readonly Shape[], level: number): string {
  const parts: string[] = [];
  for (const method of methods) parts.push(methodReference(method, shapes, level));
  const text = parts.join("\n\n");
  const own = new Set(methods.flatMap(({ paramsShape, result }) => [paramsShape?.name, result?.shape?.name]));
  const named = shapes.filter(({ name }) => !own.has(name) && new RegExp(`\\b${name}\\b`).test(text));
  if (named.length === 0) return text;
  const rows: string[] = [];
  for (const { name, schema } of named) {
    rows.push(`| \`${name}\` | \`${cell(oneLine(typeText(schema)))}\` | ${cell(schema.description ?? "")} |`);
  }
  return `${text}\n\n${"#".repeat(level)} Shapes\n\n| shape | type | what it is |\n|---|---|---|\n${rows.join("\n")}`;
}

function methodReference(method: Method, shapes: readonly Shape[], level: number): string {
  const { name, docs, direction, kind, params, result, errors } = method;
  const facts = [
    directions[direction],
    kind,
    ...(method.optional ? ["optional"] : []),
    ...(docs.deprecated ? ["deprecated"] : []),
  ];
  return [
    `${"#".repeat(level)} ${name}`,
    `${docs.summary ?? ""} *(${facts.join(", ")})*`.trim(),
    ...(docs.description ? [docs.description] : []),
    ...(params.length > 0 ? [paramTable(params, shapes)] : []),
    ...(result ? [resultLine(method)] : []),
    ...(errors.length > 0
      ? [`Errors: ${errors.map(({ code, message }) => `${code} ${message}`).join(", ")}.`]
      : []),
    ...examples(method),
    ...(docs.see ? [`See ${docs.see}`] : []),
  ].join("\n\n");
}

function paramTable(params: readonly Param[], shapes: readonly Shape[]): string {
  const rows: string[] = [];
  for (const [index, { name, schema, required, description }] of params.entries()) {
    const type = cell(oneLine(typeText(schema)));
    const shape = shapes.find((known) => schema.$ref?.endsWith(`/${known.name}`));
    const words = description ?? schema.description ?? shape?.schema.description ?? "";
    rows.push(
      `| ${index} | \`${name}\`${required ? "" : " (may be left out)"} | \`${type}\` | ${cell(words)} |`,
    );
  }
  return `| | parameter | type | meaning |\n|---|---|---|---|\n${rows.join("\n")}`;
}

function resultLine({ result, ...method }: Method): string {
  if (!result) return "";
  const { schema, positions, shape } = result;
  if (positions && shape) {
    const members = Object.entries(shape.schema.properties ?? {});
    const described = members.map(
      ([name, { description }]) => `\`${name}\`${description ? `: ${description}` : ""}`,
    );
    return `Result: an array. ${described.join(" ")}`;
  }
  const type = shape ? oneLine(typeText(schema)) : signature({ ...method, result }).result;
  return `Result: \`${type.length > 200 ? typeOf(result) : type}\`${schema.description ? `. ${schema.description}` : ""}`;
}

/** As on the wire, but for the envelope's other members. */
function examples({ name, structure, examples }: Method): string[] {
  const [example] = examples;
  if (!example) return [];
  const byName = structure === "name";
  const params = byName
    ? Object.fromEntries(example.params.map((param) => [param.name, param.value]))
    : example.params.map(({ value }) => value);
  const lines = [JSON.stringify({ method: name, params })];
  if (example.result) lines.push(JSON.stringify({ result: example.result.value }));
  return [`\`\`\`json\n${lines.join("\n")}\n\`\`\``];
}

function oneLine(type: string): string {
  return type
    .replace(/\/\*\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Text that can stand in a table's cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}
