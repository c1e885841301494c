import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nextNumber, start } from "../child.js";
import { formatSpread, spread } from "../statistics.js";
import { readDocument, times } from "./document.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const rounds = 7;
const factor = 10;

/**
 * Measures in milliseconds what users of the generator wait for: the whole command, type-checking its output,
 * importing a client; and how time grows with the number of methods.
 *
 * @param path An OpenRPC document. Default: a synthetic one of 156 methods.
 */
export async function compareGenerate(path?: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "stratum-bench-"));
  try {
    const document = readDocument(path);
    const input = join(folder, "openrpc.json");
    const larger = join(folder, "larger.json");
    await writeFile(input, JSON.stringify(document));
    await writeFile(larger, JSON.stringify(times(document, factor)));
    await project(folder);
    const runtime = join(root, "dist/src/runtime/index.js");
    const command = [join(root, "dist/cli/run.js"), "generate", input, "--runtime", runtime];
    const tsc = [join(root, "node_modules/typescript/bin/tsc"), "-p", folder];

    const show = (what: string, figures: readonly number[], unit = "ms") =>
      console.log(`generate: ${what.padEnd(52)} ${formatSpread(spread(figures), unit ? 0 : 2)} ${unit}`);
    console.log(`generate: ${document.methods.length} methods; median (minimum–maximum)`);
    show(
      "the whole command, at most 2000",
      await repeat((round) => run([...command, "--out", join(folder, `out${round}`)])),
    );
    await run([...command, "--out", join(folder, "generated")]);
    show("tsc --strict over its output, at most 1000", await repeat(() => run([...tsc, "--noEmit"])));
    await run(tsc);
    await writeFile(join(folder, "js/nothing.js"), "");
    show(
      "importing the client, beyond bare Node, at most 50",
      await repeat(async () => {
        const bare = await run([join(folder, "js/nothing.js")]);
        return (await run([join(folder, "js/index.js")])) - bare;
      }),
    );
    show(
      `time for ${factor} times the methods`,
      await repeat(async () => (await generation(larger, folder)) / (await generation(input, folder))),
      "",
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a user's compiler configuration. */
async function project(folder: string): Promise<void> {
  const compilerOptions = {
    ...{ strict: true, module: "nodenext", target: "es2023", lib: ["es2023"], skipLibCheck: true },
    ...{ types: ["node"], typeRoots: [join(root, "node_modules/@types")] },
    ...{ rootDir: "generated", outDir: "js" },
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["generated"] }));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
}

async function repeat(measure: (round: number) => Promise<number>): Promise<number[]> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) figures.push(await measure(round));
  return figures;
}

/** Runs a process. Returns its duration in milliseconds. */
async function run(args: readonly string[]): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code]: unknown[] = await once(child, "close");
  if (code !== 0) throw new Error(`${args.join(" ")} exited with code ${code}: ${said}`);
  return performance.now() - begin;
}

/** Milliseconds of generation without the program's start. */
async function generation(input: string, folder: string): Promise<number> {
  const child = start("./generate/once.js", input, join(folder, "nowhere"));
  const figure = await nextNumber(child);
  await once(child, "exit");
  return figure;
}
