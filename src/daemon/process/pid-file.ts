import { readdir } from "node:fs/promises";

/**
 * Whether a daemon that runs, or was killed, left its process id in a directory. Removing that file is
 * the last thing a daemon does; some are named after another coin's.
 */
export async function hasPidFile(directory: string): Promise<boolean> {
  const files = await readdir(directory).catch(() => []);
  return files.some((file) => file.endsWith(".pid"));
}
