import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Duplex, type Readable, type Writable } from "node:stream";
import { RpcError } from "../rpc/index.js";

/** A program that is started and connected by its pipes. */
export interface ChildTarget {
  /** The program: a path, or a name that is looked up in PATH. */
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * The child's file descriptors for messages: the one it reads and the one it writes. Default: 0 and 1, its
   * standard input and output. Chromium's `--remote-debugging-pipe` uses 3 and 4.
   */
  readonly descriptors?: { readonly reads: number; readonly writes: number };
}

/** Milliseconds for a child to exit after its input is closed, and after SIGTERM. */
const grace = 2_000;

/** A started program. */
export interface Child {
  readonly stream: Duplex;
  /** Waits until the program has exited, and says how it failed: `exited with code 3`. */
  readonly failure: () => Promise<string | undefined>;
}

/** Standard input and output of this process as one stream. */
export function stdioStream(): Duplex {
  return join(process.stdin, process.stdout);
}

/**
 * Starts a program. It inherits standard error. Closing the stream closes the child's input; a child that is
 * still running after two seconds gets SIGTERM, after two more SIGKILL.
 *
 * @throws RpcError `CONNECT_FAILED` when the program can't be started.
 */
export async function childStream({
  command,
  args = [],
  cwd,
  env,
  descriptors: { reads, writes } = { reads: 0, writes: 1 },
}: ChildTarget): Promise<Child> {
  const stdio = Array.from({ length: Math.max(reads, writes, 2) + 1 }, (_, descriptor) =>
    descriptor === reads || descriptor === writes ? "pipe" : descriptor === 2 ? "inherit" : "ignore",
  );
  const child = spawn(command, [...args], { stdio, ...(cwd && { cwd }), env: { ...process.env, ...env } });
  try {
    await once(child, "spawn");
  } catch (cause) {
    const reason =
      cause instanceof Error && "code" in cause && cause.code === "ENOENT" ? "not found" : String(cause);
    throw new RpcError("CONNECT_FAILED", `can't start ${command}: ${reason}`, { cause, executed: "no" });
  }
  child.on("error", () => {});
  const exited = new Promise<string | undefined>((resolve) => {
    child.once("exit", (code, signal) => {
      if (signal) resolve(`exited by ${signal}`);
      else resolve(code ? `exited with code ${code}` : undefined);
    });
  });
  const stream = join(asReadable(child.stdio[writes]), asWritable(child.stdio[reads]));
  stream.once("close", () => endChild(child));
  return { stream, failure: () => exited };
}

function join(readable: Readable, writable: Writable): Duplex {
  return Duplex.from({ readable, writable });
}

function asReadable(stream: ChildProcess["stdio"][number] | undefined): Readable {
  if (stream && "read" in stream) return stream;
  throw new RpcError("INVALID_OPTION", "descriptors.writes must be a descriptor other than 2");
}

function asWritable(stream: ChildProcess["stdio"][number] | undefined): Writable {
  if (stream && "write" in stream) return stream;
  throw new RpcError("INVALID_OPTION", "descriptors.reads must be a descriptor other than 2");
}

function endChild(child: ChildProcess): void {
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  if (isOver()) return;
  const terminate = setTimeout(() => child.kill("SIGTERM"), grace);
  const kill = setTimeout(() => child.kill("SIGKILL"), 2 * grace);
  child.once("exit", () => {
    clearTimeout(terminate);
    clearTimeout(kill);
  });
}
