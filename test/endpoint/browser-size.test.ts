import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, it } from "vitest";
import { tenMethods } from "./ten-methods.js";

const dist = new URL("../../dist/src/", import.meta.url);
const entry = (name: string) => fileURLToPath(new URL(name, dist));

/** The files that a module leads to, and what it imports besides. */
function graph(start: string, files = new Map<string, string>()): Map<string, string> {
  if (files.has(start)) return files;
  const text = readFileSync(start, "utf8");
  files.set(start, text);
  for (const [, from = ""] of text.matchAll(/^(?:(?:import|export)\b[^;"]*\bfrom|import) "([^"]+)";$/gm)) {
    if (from.startsWith(".")) graph(fileURLToPath(new URL(from, `file://${start}`)), files);
    else files.set(from, "");
  }
  return files;
}

it.each(["endpoint/browser.js", "runtime/index.js"])(
  "%s leads to no module of Node.js and no package",
  (name) => {
    const modules = graph(entry(name));
    const files = [...modules.keys()];
    for (const text of modules.values()) expect(text).not.toMatch(/\b(?:import|require)\(/);
    expect(files.filter((file) => !file.startsWith("/"))).toEqual([]);
    expect(files.length).toBeGreaterThan(3);
  },
);

it("the graph is followed to its end", () => {
  expect([...graph(entry("endpoint/index.js")).keys()]).toEqual(
    expect.arrayContaining(["node:net", "ws"]),
  );
});

/** Bytes of a page's script that connects with a generated client of ten methods, compressed. */
const limit = 15_000;

it(`the browser's client with ten methods has ${limit} bytes at most`, async () => {
  const modules = await tenMethods();
  const main = `import { connect } from "stratum/rpc";
    import { protocol } from "ten/index.js";
    globalThis.client = connect("ws://127.0.0.1/", protocol);`;
  const virtual = new Map([["main", main], ...Object.entries(modules)]);
  const bundle = await rolldown({
    input: "main",
    platform: "browser",
    plugins: [
      {
        name: "virtual",
        resolveId: (id, from) => {
          if (id === "stratum/rpc") return entry("endpoint/browser.js");
          if (id === "stratum/runtime") return entry("runtime/index.js");
          const path = from?.startsWith("ten/") ? id.replace("./", "ten/") : id;
          return virtual.has(path) ? path : undefined;
        },
        load: (id) => virtual.get(id),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  const [{ code }] = output;
  expect(code).not.toMatch(/from\s*"/);
  expect(code).toContain("method9");
  const size = gzipSync(code).length;
  console.log(`browser client with ten methods: ${size} bytes gzipped, ${code.length} minified`);
  expect(size).toBeLessThanOrEqual(limit);
});
