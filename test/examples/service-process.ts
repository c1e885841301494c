import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program that runs until it is stopped. */
export interface ServiceProcess {
  /** Waits until it has printed a text. @throws Error where it ends before. */
  printed(text: string): Promise<void>;
  /** Stops it as Ctrl+C does, and waits for its end. @returns Its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a program of Node.js in a folder. */
export function startService(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ServiceProcess {
  const { NODE_ENV, ...users } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...users, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let isOver = false;
  let changed = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      changed();
    });
  const ended = once(child, "close").then(([code]: (number | null)[]) => {
    isOver = true;
    changed();
    return code ?? null;
  });
  return {
    printed: async (text) => {
      while (!output.includes(text)) {
        if (isOver) throw new Error(`the program ended before it printed ${JSON.stringify(text)}: ${output}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
    stop: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}
