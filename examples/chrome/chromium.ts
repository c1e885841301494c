import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A headless Chromium with an empty profile. */
export interface Chromium<Target> {
  /** The target for `connect`. */
  readonly target: Target;
  /** Stops the process if it is still running, and removes the profile. */
  close(): Promise<void>;
}

/** A Chromium that `connect` starts. It reads from descriptor 3 and writes to 4. */
export interface Pipe {
  readonly command: string;
  readonly args: readonly string[];
  readonly descriptors: { readonly reads: number; readonly writes: number };
}

/** The program. Default: `chromium`. */
const command = process.env.CHROMIUM ?? "chromium";

const flags = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium refuses to run as root in its sandbox.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Starts a Chromium on a free port of the loopback interface. The target is its DevTools URL:
 * `ws://127.0.0.1:PORT/devtools/browser/ID`.
 *
 * @throws Error with Chromium's output when it exits before it listens.
 */
export async function startChromium(): Promise<Chromium<string>> {
  const profile = await createProfile();
  const args = [...flags, "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close").then(
    () => undefined,
    (error: Error) => error,
  );
  const close = async () => {
    child.kill();
    await ended;
    await removeProfile(profile);
  };
  try {
    const said: string[] = [];
    for await (const line of createInterface(child.stderr)) {
      said.push(line);
      const [, target] = line.match(/^DevTools listening on (ws:\S+)/) ?? [];
      if (target === undefined) continue;
      child.stderr.resume();
      return { target, close };
    }
    const error = await ended;
    throw new Error(`${command} ended before it listened: ${error?.message ?? said.join("\n")}`);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Prepares a Chromium that is controlled over its pipe and exits when the pipe is closed. */
export async function pipedChromium(): Promise<Chromium<Pipe>> {
  const profile = await createProfile();
  const args = [...flags, "--remote-debugging-pipe", `--user-data-dir=${profile}`];
  return {
    target: { command, args, descriptors: { reads: 3, writes: 4 } },
    close: () => removeProfile(profile),
  };
}

function createProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), "chromium-"));
}

/** Child processes of the browser may still write for a moment after it exits. */
function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
