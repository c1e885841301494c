import { readFileSync } from "node:fs";

/** What of a document is multiplied. */
interface Document {
  readonly methods: readonly { readonly name: string }[];
}

/** A document from a file; without one a made one of as many methods as a Bitcoin Core node has. */
export function readDocument(path: string | undefined): Document {
  if (path !== undefined) return JSON.parse(readFileSync(path, "utf8"));
  return {
    ...{ openrpc: "1.4.1", info: { title: "Made", version: "1.0.0" } },
    methods: Array.from({ length: 156 }, (_, index) => method(index)),
  };
}

/** The same document with its methods several times, each under a name of its own. */
export function times(document: Document, factor: number): Document {
  const copies = Array.from({ length: factor }, (_, copy) =>
    document.methods.map((method) => ({ ...method, name: `${method.name}${copy}` })),
  );
  return { ...document, methods: copies.flat() };
}

const text = { type: "string", description: "A few words on what it means, its unit and its range." };
const amount = { type: "number", minimum: 0 };
const hash = { type: "string", pattern: "^[0-9a-f]{64}$" };

/** Half a page of schema, part of it in every method, part of it in this one alone. */
function method(index: number): Document["methods"][number] {
  const own = Object.fromEntries(
    Array.from({ length: 12 }, (_, member) => [`member_${index}_${member}`, text]),
  );
  const output = { type: "object", properties: { value: amount, address: text, script: hash } };
  const entry = { type: "object", properties: { hash, ...own, outputs: { type: "array", items: output } } };
  const described = {
    name: `namespace${index % 7}.method_${index}`,
    summary: "Gives what is asked for.",
    params: [
      { name: "block_hash", required: true, schema: hash },
      { name: "limit", schema: { type: "integer", minimum: 1 } },
    ],
    result: {
      name: "result",
      schema: { oneOf: [text, { type: "object", properties: { entries: { type: "array", items: entry } } }] },
    },
  };
  return described;
}
