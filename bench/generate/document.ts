import { readFileSync } from "node:fs";

/** The part of a document that is multiplied. */
interface Document {
  readonly methods: readonly { readonly name: string }[];
}

/** Reads a document from a file. Default: a synthetic one with as many methods as Bitcoin Core. */
export function readDocument(path: string | undefined): Document {
  if (path !== undefined) return JSON.parse(readFileSync(path, "utf8"));
  return {
    ...{ openrpc: "1.4.1", info: { title: "Synthetic", version: "1.0.0" } },
    methods: Array.from({ length: 156 }, (_, index) => method(index)),
  };
}

/** Repeats a document's methods under different names. */
export function times(document: Document, factor: number): Document {
  const copies = Array.from({ length: factor }, (_, copy) =>
    document.methods.map((method) => ({ ...method, name: `${method.name}${copy}` })),
  );
  return { ...document, methods: copies.flat() };
}

const text = { type: "string", description: "A short description of its meaning, unit and range." };
const amount = { type: "number", minimum: 0 };
const hash = { type: "string", pattern: "^[0-9a-f]{64}$" };

/** A method with about half a page of schema: partly shared by all methods, partly unique. */
function method(index: number): Document["methods"][number] {
  const own = Object.fromEntries(
    Array.from({ length: 12 }, (_, member) => [`member_${index}_${member}`, text]),
  );
  const output = { type: "object", properties: { value: amount, address: text, script: hash } };
  const entry = { type: "object", properties: { hash, ...own, outputs: { type: "array", items: output } } };
  const described = {
    name: `namespace${index % 7}.method_${index}`,
    summary: "Returns the requested entries.",
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
