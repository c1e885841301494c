import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a module of this folder in a child process. */
export function start(module: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(module, import.meta.url)), args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** Waits for a process's next message. @throws Error if it is not a number or the process exits. */
export async function nextNumber(child: ChildProcess): Promise<number> {
  const [message]: unknown[] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${child.spawnargs.join(" ")} exited with code ${code}`);
    }),
  ]);
  if (typeof message !== "number") throw new Error(`expected a number, got ${JSON.stringify(message)}`);
  return message;
}

/** Stops a process and waits until it has exited. */
export async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill();
  await gone;
}

/** Sends a figure to the parent process. */
export function tell(figure: number): void {
  process.send?.(figure);
}
