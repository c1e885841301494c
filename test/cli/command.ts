import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The built programs. */
export type Program = "run" | "stratum-notify";

export interface CommandOptions {
  /** Default: `run`, which is `stratum`. */
  readonly program?: Program;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a command did. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An event as `--json` prints it. */
type JsonEvent = Readonly<Record<string, unknown>> & { readonly event: string };

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Lines that it has printed so far. */
  readonly lines: readonly string[];
  /** The next line that fits. What comes before it is passed by. @throws where the command ends before it. */
  line(fits: RegExp): Promise<string>;
  /** The next event of `--json` that has these members. Others before it are passed by. */
  event(members: Readonly<Record<string, unknown>>): Promise<JsonEvent>;
}

/** Starts a command. */
export function start(args: readonly string[], { program = "run", env = {} }: CommandOptions = {}): Running {
  return startNode([fileURLToPath(new URL(`../../dist/cli/${program}.js`, import.meta.url)), ...args], env);
}

/** Starts a program of Node.js in the environment that users have. It ends with the test at the latest. */
export function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const { NODE_ENV, DEBUG, FORCE_COLOR, STRATUM_PASSWORD, ...users } = process.env;
  const child = spawn(process.execPath, args, { env: { ...users, ...env } });
  child.stdin.end();
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const lines: string[] = [];
  let passed = 0;
  let isOver = false;
  let told = () => {};
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    told();
  });
  const ended = once(child, "close").then(([code, signal]) => {
    isOver = true;
    told();
    return { code, signal, stdout, stderr };
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const next = async (fits: (line: string) => boolean): Promise<string> => {
    for (;;) {
      const line = lines[passed];
      if (line !== undefined) {
        passed++;
        if (fits(line)) return line;
      } else {
        if (isOver) throw new Error(`it ended before: ${stderr || lines.at(-1)}`);
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
    }
  };
  return {
    child,
    ended,
    lines,
    line: (fits) => next((line) => fits.test(line)),
    event: async (members) =>
      JSON.parse(
        await next((line) => {
          const event = JSON.parse(line);
          return Object.entries(members).every(([name, value]) => event[name] === value);
        }),
      ),
  };
}

/** Runs a command to its end. */
export function run(args: readonly string[], options?: CommandOptions): Promise<Ended> {
  return start(args, options).ended;
}
