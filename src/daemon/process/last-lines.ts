import { open } from "node:fs/promises";

/** Bytes at a file's end that are searched for its last lines. */
const window = 16_384;

/** The last non-empty lines of a text. */
export function lastLines(text: string, count: number): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(-count);
}

/** The last non-empty lines of a file; empty when the file does not exist. */
export async function readLastLines(path: string, count: number): Promise<string[]> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const length = Math.min(size, window);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return lastLines(buffer.toString("utf8", 0, bytesRead), count);
  } finally {
    await file.close();
  }
}
