import { spawn } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { RpcError } from "../../rpc/index.js";
import { lastLines } from "./last-lines.js";

/** How a process exited. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines that it wrote to stderr. */
  readonly stderr: string[];
}

/** A process that was started. */
export interface LaunchedProcess {
  readonly pid: number;
  /** Fulfilled when it has exited. */
  readonly end: Promise<ProcessEnd>;
  /** The last lines that it wrote to stderr so far. */
  said(): string[];
  kill(signal: NodeJS.Signals): void;
}

/** Characters and lines of stderr that are kept. */
const keptText = 8_192;
const keptLines = 20;

/** Milliseconds to wait for the rest of stderr: children of the process may hold it open longer. */
const restOfStderr = 250;

/**
 * Starts a program without a shell.
 *
 * @throws RpcError `DAEMON_EXITED` if the system can't run it.
 */
export async function launch(
  program: string,
  args: readonly string[],
  { env, detached }: { readonly env: NodeJS.ProcessEnv; readonly detached: boolean },
): Promise<LaunchedProcess> {
  const child = spawn(program, args, { env, detached, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-keptText);
  });
  await once(child, "spawn").catch((cause) => {
    throw new RpcError("DAEMON_EXITED", `can't run ${program}: ${cause.message}`, {
      cause,
      executed: "no",
    });
  });
  if (detached) {
    child.unref();
    if (child.stderr instanceof Socket) child.stderr.unref();
  }
  const end = new Promise<ProcessEnd>((resolve) => {
    child.once("exit", async (code, signal) => {
      const closed = new Promise((done) => child.stderr.once("close", done));
      await Promise.race([closed, sleep(restOfStderr)]);
      child.stderr.destroy();
      resolve({ code, signal, stderr: lastLines(said, keptLines) });
    });
  });
  return {
    pid: child.pid ?? 0,
    end,
    said: () => lastLines(said, keptLines),
    kill: (signal) => void child.kill(signal),
  };
}
