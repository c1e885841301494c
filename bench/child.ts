import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a module of this folder in a process of its own. */
export function start(module: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(module, import.meta.url)), args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** The next message of a process; it is expected to be a number. */
export async function nextNumber(child: ChildProcess): Promise<number> {
  const [message]: unknown[] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${child.spawnargs.join(" ")} ended with ${code}`);
    }),
  ]);
  if (typeof message !== "number") throw new Error(`expected a number, got ${JSON.stringify(message)}`);
  return message;
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill();
  await gone;
}

/** Tells the process that started this one. */
export function tell(figure: number): void {
  process.send?.(figure);
}
