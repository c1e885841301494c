import type { Method, Protocol } from "../model/model.js";
import { createNames } from "../model/names.js";
import type { EmitOptions } from "./options.js";
import { reference } from "./reference.js";

/** A page of the reference: file name, heading, content. */
interface Page {
  readonly name: string;
  readonly title: string;
  readonly methods: readonly Method[];
}

/** A reference in Markdown: every method with its shapes and examples, and an index page. */
export async function emitDocs(
  protocol: Protocol,
  options: EmitOptions,
): Promise<[path: string, text: string][]> {
  const { folder = "docs", pages: layout = "namespace" } = options.docs;
  const mark = `<!--${options.header.replace(/^\/\//, "")} -->`;
  const texts: [path: string, text: string][] = [];
  for (const { name, title, methods } of pagesOf(protocol, layout)) {
    const text = [mark, `# ${title}`, contents(methods), await reference(methods, protocol.shapes, 2)];
    texts.push([`${name}.md`, text.filter(Boolean).join("\n\n")]);
  }
  const list = texts.map(([path, text]) => `- [${/^# (.*)$/m.exec(text)?.[1]}](${encodeURI(path)})`);
  const { title, version, description } = protocol;
  const index = [mark, `# ${title} ${version}`, description, list.join("\n")].filter(Boolean).join("\n\n");
  return [["README.md", index] as const, ...texts].map(([path, text]) => [`${folder}/${path}`, `${text}\n`]);
}

function pagesOf({ title, methods }: Protocol, layout: "namespace" | "method" | "one"): Page[] {
  if (layout === "one") return [{ name: "methods", title: "Methods", methods }];
  const pages = new Map<string, Method[]>();
  for (const method of methods) {
    const name = layout === "method" ? method.name : namespaceOf(method);
    pages.set(name, [...(pages.get(name) ?? []), method]);
  }
  const fileName = createNames(["README"]);
  return [...pages].map(([name, found]) => ({
    name: fileName((name || "methods").replace(/[^\p{L}\p{N}_.-]/gu, "_")),
    title: name || title,
    methods: found,
  }));
}

/** The first part of a name; empty if it has a single part. */
function namespaceOf({ path }: Method): string {
  return path.length > 1 ? (path[0] ?? "") : "";
}

/** Links to the methods of a page that has more than one. */
function contents(methods: readonly Method[]): string {
  if (methods.length < 2) return "";
  const rows = methods.map(({ name, docs }) => {
    return `- [${name}](#${anchor(name)})${docs.summary ? `: ${docs.summary.replace(/\s+/g, " ")}` : ""}`;
  });
  return rows.join("\n");
}

/** The anchor that common renderers generate for a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}
