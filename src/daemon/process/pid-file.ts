import { readdir } from "node:fs/promises";

/**
 * Whether a directory holds the pid file of a daemon that runs or was killed. Removing it is the last
 * thing a daemon does; some name it after another coin's daemon.
 */
export async function hasPidFile(directory: string): Promise<boolean> {
  const files = await readdir(directory).catch(() => []);
  return files.some((file) => file.endsWith(".pid"));
}
