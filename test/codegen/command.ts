import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runHere } from "../cli/here.js";

/** The built command line. */
const executable = fileURLToPath(new URL("../../dist/cli/run.js", import.meta.url));

/** What a command did. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs, and all that it has said so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<Ended>;
}

/** Starts `stratum` in a folder, in the environment that users have. */
export function start(args: readonly string[], cwd: string): Running {
  const { NODE_ENV, ...env } = process.env;
  const child = spawn(process.execPath, [executable, ...args], { cwd, env });
  let stdout = "";
  let stderr = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    said += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    said += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, said: () => said, ended };
}

/** Runs `stratum` in a folder to its end: in this process, or as its own where it reads standard input. */
export async function stratum(args: readonly string[], cwd: string, input?: string): Promise<Ended> {
  if (input === undefined) return runHere(args, { cwd });
  const { child, ended } = start(args, cwd);
  child.stdin?.end(input);
  return ended;
}
