import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** An error of the compiler: where, and all that it says. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The project's compiler, and the oldest one that generated code is for. */
export type Compiler = "typescript" | "typescript-oldest";

/** Compiles a folder by a `tsconfig.json` that is written there. */
export async function compile(
  folder: string,
  config: object,
  compiler: Compiler = "typescript",
): Promise<Complaint[]> {
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  return complaints(folder, compiler);
}

/**
 * What a compiler says of a folder that has a `tsconfig.json`.
 *
 * @throws Error where it says nothing and fails all the same.
 */
export async function complaints(folder: string, name: Compiler = "typescript"): Promise<Complaint[]> {
  const compiler = join(project, "node_modules", name, "bin/tsc");
  const output = await new Promise<string>((resolve, reject) => {
    const args = [compiler, "-p", folder, "--pretty", "false"];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (error, stdout) => {
      if (error && stdout === "") reject(error);
      else resolve(stdout);
    });
  });
  return output
    .split(/^(?=\S+\(\d+,\d+\): error|error )/m)
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const [, file = "", line = "0", message = text] = text.match(/^(\S+)\((\d+),\d+\): error (.*)$/s) ?? [];
      return { file, line: Number(line), message: message.trim() };
    });
}
