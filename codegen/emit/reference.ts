import type { Method, Param, Shape } from "../model/model.js";
import { reachableShapes } from "../model/reachable.js";
import { signature, typeOf } from "./signature.js";
import { typeText } from "./type-text.js";

const directions = {
  clientToServer: "client → server",
  serverToClient: "server → client",
  both: "both ways",
};

/**
 * Methods as Markdown, followed by the shapes of their parameters and results.
 *
 * @param level The level of the headings.
 */
export async function reference(
  methods: readonly Method[],
  shapes: readonly Shape[],
  level: number,
): Promise<string> {
  const texts: string[] = [];
  for (const method of methods) texts.push(await methodReference(method, shapes, level));
  const text = texts.join("\n\n");
  const own = new Set(methods.flatMap(({ paramsShape, result }) => [paramsShape?.name, result?.shape?.name]));
  const named = usedShapes(methods, shapes).filter(({ name }) => !own.has(name));
  if (named.length === 0) return text;
  const rows: string[] = [];
  for (const { name, schema } of named) {
    const type = cell(oneLine(await typeText(schema)));
    rows.push(`| \`${name}\` | \`${type}\` | ${cell(prose(schema.description ?? ""))} |`);
  }
  return `${text}\n\n${"#".repeat(level)} Shapes\n\n| shape | type | meaning |\n|---|---|---|\n${rows.join("\n")}`;
}

function usedShapes(methods: readonly Method[], shapes: readonly Shape[]): Shape[] {
  const schemas = methods.flatMap(({ params, result }) => [
    ...params.map(({ schema }) => schema),
    ...(result ? [result.shape?.schema ?? result.schema] : []),
  ]);
  const used = new Set(reachableShapes(schemas, new Map(shapes.map((shape) => [shape.name, shape]))));
  return shapes.filter((shape) => used.has(shape));
}

async function methodReference(method: Method, shapes: readonly Shape[], level: number): Promise<string> {
  const { name, docs, direction, kind, params, result, errors } = method;
  const facts = [
    directions[direction],
    kind,
    ...(method.optional ? ["optional"] : []),
    ...(docs.deprecated ? ["deprecated"] : []),
  ];
  return [
    `${"#".repeat(level)} ${name}`,
    `${prose(docs.summary ?? "")} *(${facts.join(", ")})*`.trim(),
    ...(docs.description ? [prose(docs.description)] : []),
    ...(params.length > 0 ? [await paramTable(params, shapes)] : []),
    ...(result ? [await resultLine(method)] : []),
    ...(errors.length > 0
      ? [`Errors: ${errors.map(({ code, message }) => `${code} ${prose(message)}`).join(", ")}.`]
      : []),
    ...examples(method),
    ...(docs.see ? [`See ${docs.see}`] : []),
  ].join("\n\n");
}

async function paramTable(params: readonly Param[], shapes: readonly Shape[]): Promise<string> {
  const rows: string[] = [];
  for (const [index, { name, schema, required, description }] of params.entries()) {
    const type = cell(oneLine(await typeText(schema)));
    const shape = shapes.find((known) => schema.$ref?.endsWith(`/${known.name}`));
    const words = description ?? schema.description ?? shape?.schema.description ?? "";
    rows.push(
      `| ${index} | \`${name}\`${required ? "" : " (optional)"} | \`${type}\` | ${cell(prose(words))} |`,
    );
  }
  return `| | parameter | type | meaning |\n|---|---|---|---|\n${rows.join("\n")}`;
}

async function resultLine({ result, ...method }: Method): Promise<string> {
  if (!result) return "";
  const { schema, positions, shape } = result;
  if (positions && shape) {
    const members = Object.entries(shape.schema.properties ?? {});
    const described = members.map(
      ([name, { description }]) => `\`${name}\`${description ? `: ${prose(description)}` : ""}`,
    );
    return `Result: an array. ${described.join(" ")}`;
  }
  const type = shape ? oneLine(await typeText(schema)) : signature({ ...method, result }).result;
  return `Result: \`${type.length > 200 ? typeOf(result) : type}\`${schema.description ? `. ${prose(schema.description)}` : ""}`;
}

/** Examples as on the wire, without the envelope's other members; with names if there are several. */
function examples({ name: method, structure, examples }: Method): string[] {
  return examples.flatMap(({ name, params, result }) => {
    const isNamed = examples.length > 1 && name !== undefined && name !== method;
    const given =
      structure === "name"
        ? Object.fromEntries(params.map((param) => [param.name, param.value]))
        : params.map(({ value }) => value);
    const lines = [JSON.stringify({ method, params: given })];
    if (result) lines.push(JSON.stringify({ result: result.value }));
    return [...(isNamed ? [`${prose(name)}:`] : []), `\`\`\`json\n${lines.join("\n")}\n\`\`\``];
  });
}

function oneLine(type: string): string {
  return type
    .replace(/\/\*\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A document's text, with HTML escaped outside of backticks. */
function prose(text: string): string {
  return text.replace(/(`+)[\s\S]*?\1|</g, (found) => (found === "<" ? "&lt;" : found));
}

/** Text for a table's cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}
