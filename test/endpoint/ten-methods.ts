import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "rolldown/utils";
import { onTestFinished } from "vitest";
import { generate } from "../../codegen/index.js";

const text = { type: "string", minLength: 1, maxLength: 200 };
const item = {
  type: "object",
  properties: { id: { type: "integer", minimum: 1 }, title: text, done: { type: "boolean" } },
  required: ["id", "title", "done"],
  additionalProperties: false,
};

const methods = Array.from({ length: 10 }, (_, index) => ({
  name: `items.method${index}`,
  params: [
    { name: "id", required: true, schema: { type: "integer", minimum: index } },
    { name: "title", required: false, schema: text },
  ],
  result: { name: "result", schema: index % 2 ? { type: "array", items: item } : item },
}));

/** The generated client of ten methods, as JavaScript by path. */
export async function tenMethods(): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "stratum-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const document = { openrpc: "1.4.0", info: { title: "Ten", version: "1.0.0" }, methods };
  writeFileSync(join(folder, "openrpc.json"), JSON.stringify(document));
  const { files } = await generate({
    inputs: [join(folder, "openrpc.json")],
    output: join(folder, "generated"),
    runtime: "stratum/runtime",
  });
  const modules = [...files].filter(([name]) => name.endsWith(".ts"));
  return Object.fromEntries(
    modules.map(([name, code]) => [`ten/${name.replace(/ts$/, "js")}`, transformSync(name, code).code]),
  );
}
