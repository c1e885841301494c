import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Arguments, help, parseArguments } from "./arguments.js";
import { type Answers, ask, type Terminal } from "./ask.js";
import { createProject } from "./create.js";
import { kindNames, kinds } from "./kinds.js";
import { Refusal } from "./refusal.js";

/** Where the program runs. */
export interface Surroundings extends Terminal {
  /** Whether there is somebody to ask. */
  readonly isTerminal: boolean;
}

/**
 * Runs `create-stratum`.
 *
 * @returns Text to print.
 * @throws Refusal if no project is created.
 */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<string> {
  const given = parseArguments(args);
  if (given.help) return help;
  if (given.version) return `${version()}\n`;
  const { kind, folder } = await complete(given, surroundings);
  const files = await createProject(kind, folder, version());
  const enter = resolve(folder) === process.cwd() ? [] : [`cd ${quoted(folder)}`];
  const steps = [...enter, "npm install", "npm test", "npm start"];
  const list = steps.map((step) => `  ${step}\n`).join("");
  return `Created a ${kind.name} of ${files.length} files in ${folder}. Next:\n\n${list}`;
}

async function complete(given: Arguments, surroundings: Surroundings): Promise<Answers> {
  const { kind, folder, yes } = given;
  if (kind && folder !== undefined) return { kind, folder };
  if (yes) {
    const chosen = kind ?? kinds[0];
    return { kind: chosen, folder: folder ?? `my-${chosen.name}` };
  }
  if (surroundings.isTerminal) return ask(given, surroundings);
  const missing = kind
    ? "folder is missing: name one"
    : `kind is missing: pass --kind with one of ${kindNames}`;
  throw new Refusal(
    `the ${missing}, as in "npm create stratum my-${(kind ?? kinds[0]).name} -- --kind ${(kind ?? kinds[0]).name}"`,
    2,
  );
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /[^\w./\\:-]/.test(path) ? JSON.stringify(path) : path;
}

function version(): string {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
