import type { JsonSchema } from "../document/json-schema.js";
import type { Method } from "../model/model.js";

const width = 96;

/** Text for a doc comment: nothing in it ends the comment, no line is longer than 96 columns. */
export function commentText(text: string): string {
  return text.trim().replaceAll("*/", "*\\/").split("\n").flatMap(wrap).join("\n");
}

/** The doc comment of a method; undefined when there is nothing to say. */
export function methodComment({ docs, errors }: Pick<Method, "docs" | "errors">): string | undefined {
  const { summary, description, deprecated, see } = docs;
  return paragraphs([
    summary,
    description,
    errors.map(({ code, message }) => `@throws RpcError ${code} ${message}`).join("\n"),
    deprecated ? "@deprecated" : undefined,
    see === undefined ? undefined : `@see ${see}`,
  ]);
}

/** The doc comment of a schema and its items. */
export function schemaComment(schema: JsonSchema): string | undefined {
  const { description, items, deprecated } = schema;
  const ofItems = typeof items === "object" && !Array.isArray(items) ? items.description : undefined;
  const tags = [
    "default" in schema ? `@defaultValue \`${JSON.stringify(schema.default)}\`` : undefined,
    deprecated ? "@deprecated" : undefined,
  ];
  return paragraphs([description, ofItems && `Items: ${ofItems}`, unit(schema), ...tags]);
}

/** `x-unit`, or a vendor's `x-<vendor>-unit`. */
function unit(schema: JsonSchema): string | undefined {
  const [, found] = Object.entries(schema).find(([keyword]) => /^x-(?:[\w-]+-)?unit$/.test(keyword)) ?? [];
  return typeof found === "string" ? `Unit: ${found}.` : undefined;
}

function paragraphs(texts: readonly (string | undefined)[]): string | undefined {
  const said = texts.filter((text) => text !== undefined && text.trim() !== "");
  return said.length > 0 ? said.map((text) => commentText(String(text))).join("\n\n") : undefined;
}

/** The structure of a comment for ts-morph: one line if it fits, otherwise a block. */
export function docs(text: string | undefined): { docs?: string[] } {
  if (text === undefined) return {};
  return { docs: [text.includes("\n") ? `\n${text}` : text] };
}

/** Breaks long lines at spaces; lists and tags keep their lines. */
function wrap(line: string): string[] {
  if (line.length <= width || line.startsWith("@")) return [line.trimEnd()];
  const indent = line.match(/^\s*(?:[-*] )?/)?.[0].replace(/\S/g, " ") ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trimEnd().split(" ")) {
    if (current && `${current} ${word}`.length > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current = current ? `${current} ${word}` : word;
    }
  }
  return [...lines, current];
}
