import { readFile, writeFile } from "node:fs/promises";
import { version } from "stratum";
import { diff, loadConfig } from "stratum-codegen";

/**
 * Part of a release: stores each protocol's document, without descriptions, in `schemas/released/`. `--check`,
 * part of `npm run check`, writes nothing and exits with 1 if a change breaks users of the last release, unless
 * the major version differs.
 */
const folder = "schemas/released";

interface Protocol {
  readonly input: string;
  readonly generated: string;
  readonly released: string;
}

/** What tests generate for themselves is not released. */
const published = ((await loadConfig()) ?? []).filter(({ output }) => !output.startsWith("test/"));

const protocols = published.map(({ inputs: [input = ""], output }): Protocol => {
  return {
    input,
    generated: `${output}/openrpc.json`,
    released: `${folder}/${output.replace(/^.*\//, "")}.json`,
  };
});

if (process.argv.includes("--check")) await check();
else for (const protocol of protocols) await writeFile(protocol.released, await textOf(protocol));

async function check(): Promise<void> {
  for (const { input, released } of protocols) {
    const breaking = (await diff(released, input)).filter(({ severity }) => severity === "breaking");
    const { "x-release": release = "" } = JSON.parse(await readFile(released, "utf8"));
    if (breaking.length === 0 || majorOf(release) !== majorOf(version)) continue;
    const lines = breaking.map(
      ({ methods, message, pointer }) => `  ${methods.join(", ")}: ${message} ${pointer}`,
    );
    process.stderr.write(`${input} breaks clients and servers of ${release}:\n${lines.join("\n")}\n`);
    process.exitCode = 1;
  }
}

function majorOf(release: string): string | undefined {
  return release.split(".")[0];
}

/** One line per method and shape, so that a release's changes are readable in a diff. */
async function textOf({ generated }: Protocol): Promise<string> {
  const { openrpc, info, methods, components } = JSON.parse(await readFile(generated, "utf8"));
  const head = { openrpc, info: { title: info.title, version: info.version }, "x-release": version };
  const shapes = Object.entries(components.schemas ?? {}).map(
    ([name, shape]) => `${JSON.stringify(name)}: ${wordless(shape)}`,
  );
  return [
    `${JSON.stringify(head).slice(0, -1)},"methods":[`,
    methods.map(wordless).join(",\n"),
    `],"components":{"schemas":{`,
    shapes.join(",\n"),
    "}}}\n",
  ].join("\n");
}

/** JSON without descriptions. An object's property named `description` is a schema and stays. */
function wordless(value: unknown): string {
  return JSON.stringify(value, (key, member) => {
    if (/^(summary|description)$/.test(key) && typeof member === "string") return undefined;
    if (key === "examples" && Array.isArray(member)) return undefined;
    return key === "externalDocs" && typeof member?.url === "string" ? undefined : member;
  });
}
