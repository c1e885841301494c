import { fileURLToPath } from "node:url";
import { type Running, startNode } from "../cli/command.js";

const root = new URL("../../", import.meta.url);
const jiti = fileURLToPath(new URL("node_modules/jiti/lib/jiti-cli.mjs", root));

/** Starts an example, as its README does. */
export function startExample(path: string, ...args: readonly string[]): Running {
  return startNode([jiti, fileURLToPath(new URL(`examples/${path}`, root)), ...args]);
}

/** The port that a program says its miners should connect to. */
export async function portOf(program: Running): Promise<string> {
  const line = await program.line(/^miners: stratum\+tcp:\/\/127\.0\.0\.1:\d+$/);
  return line.split(":").at(-1) ?? "";
}
