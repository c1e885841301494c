import { readFile, writeFile } from "node:fs/promises";
import { reference } from "../codegen/emit/reference.js";
import { load } from "../codegen/load/load.js";
import { buildModel } from "../codegen/model/build.js";
import { defaultLimits } from "../src/stratum/limits.js";
import { minerQuirks } from "../src/stratum/quirks/miners.js";
import { answerQuirks, poolQuirks } from "../src/stratum/quirks/pools.js";
import { entrySizes, sizeTable } from "./entry-sizes.js";

/**
 * Part of `npm run generate`: fills the blocks of `docs/protocol.md` and `README.md` that say what the code says,
 * so that they can't go stale. With `--check` nothing is written, and drift ends with 1.
 */
const documents = ["docs/protocol.md", "README.md"];

interface Described {
  readonly who: string;
  readonly accepts: string;
  readonly example: unknown;
}

function quirkTable(quirks: Readonly<Record<string, Described>>): string {
  const rows = Object.entries(quirks).map(([name, { who, accepts, example }]) => {
    const line = typeof example === "string" ? example : JSON.stringify(example);
    return `| \`${name}\` | ${accepts} | ${who} | \`${shown(line)}\` |`;
  });
  return ["| name | accepted | sent by | example |", "|---|---|---|---|", ...rows].join("\n");
}

function shown(line: string): string {
  const visible = line.replaceAll("\r", "␍").replaceAll("\0", "␀").replaceAll("|", "\\|");
  return visible.length <= 140 ? visible : `${visible.slice(0, 60)}…${visible.slice(-60)}`;
}

function limitTable(): string {
  const rows = Object.entries(defaultLimits).map(
    ([name, value]) => `| \`${name}\` | ${Number.isFinite(value) ? value.toLocaleString("en") : "none"} |`,
  );
  return ["| limit | default |", "|---|---|", ...rows].join("\n");
}

const { document } = await load(["schemas/stratum"]);
const model = buildModel(document);
const methods = await reference(model.methods, model.shapes, 3);
const blocks: Record<string, (before: string) => string> = {
  methods: () => methods,
  miners: () => quirkTable(minerQuirks),
  pools: () => quirkTable(poolQuirks),
  answers: () => quirkTable(answerQuirks),
  limits: () => limitTable(),
  sizes: (before) => sizeTable([...entrySizes("."), ...entrySizes("codegen")], before),
};

for (const document of documents) {
  const before = await readFile(document, "utf8");
  const after = before.replace(
    /(<!-- block: (\w+) -->\n)([\s\S]*?)(<!-- end -->)/g,
    (found, start, name, inside, end) => {
      const text = blocks[name]?.(inside);
      return text === undefined ? found : `${start}\n${text}\n\n${end}`;
    },
  );
  if (after === before) continue;
  if (process.argv.includes("--check")) {
    process.stderr.write(`${document} is out of date; run: npm run generate\n`);
    process.exitCode = 1;
  } else await writeFile(document, after);
}
