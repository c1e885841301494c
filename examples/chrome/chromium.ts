import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A headless Chromium with an empty profile. */
export interface Chromium {
  /** The browser's DevTools URL: `ws://127.0.0.1:PORT/devtools/browser/ID`. */
  readonly url: string;
  /** Ends the process and removes its profile. */
  close(): Promise<void>;
}

/** The program. Default: `chromium`. */
const program = process.env.CHROMIUM ?? "chromium";

const flags = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
  // Chromium refuses to run as root in its sandbox.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Starts a Chromium on a free port of the loopback interface.
 *
 * @throws Error with what Chromium printed where it ends before it listens.
 */
export async function startChromium(): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), "chromium-"));
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "close").then(
    () => undefined,
    (error: Error) => error,
  );
  const close = async () => {
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const said: string[] = [];
    for await (const line of createInterface(child.stderr)) {
      said.push(line);
      const [, url] = line.match(/^DevTools listening on (ws:\S+)/) ?? [];
      if (url === undefined) continue;
      child.stderr.resume();
      return { url, close };
    }
    const error = await ended;
    throw new Error(`${program} ended before it listened: ${error?.message ?? said.join("\n")}`);
  } catch (error) {
    await close();
    throw error;
  }
}
