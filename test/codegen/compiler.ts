import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourceFile } from "typescript-oldest";

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
  const output = await (name === "typescript" ? outputOf(folder) : outputOfOldest(folder));
  return output
    .split(/^(?=\S+\(\d+,\d+\): error|error )/m)
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const [, file = "", line = "0", message = text] = text.match(/^(\S+)\((\d+),\d+\): error (.*)$/s) ?? [];
      return { file, line: Number(line), message: message.trim() };
    });
}

function outputOf(folder: string): Promise<string> {
  const args = [join(project, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (error, stdout) => {
      if (error && stdout === "") reject(error);
      else resolve(stdout);
    });
  });
}

/** Parsed files that are not a test's own: libraries and the project's declarations. */
const parsed = new Map<string, SourceFile>();

/** The oldest compiler is slow: it runs in this process and parses what programs share once. */
async function outputOfOldest(folder: string): Promise<string> {
  const { default: oldest } = await import("typescript-oldest");
  const host = { ...oldest.createCompilerHost({}), getCurrentDirectory: () => folder };
  const { getSourceFile } = host;
  host.getSourceFile = (file, how, ...more) => {
    if (file.startsWith(folder)) return getSourceFile(file, how, ...more);
    const key = JSON.stringify([file, how]);
    const source = parsed.get(key) ?? getSourceFile(file, how, ...more);
    if (source) parsed.set(key, source);
    return source;
  };
  const { fileNames, options, errors } = oldest.parseJsonConfigFileContent(
    oldest.readConfigFile(join(folder, "tsconfig.json"), oldest.sys.readFile).config,
    oldest.sys,
    folder,
  );
  const program = oldest.createProgram({
    rootNames: fileNames,
    options,
    configFileParsingDiagnostics: errors,
    host,
  });
  return oldest.formatDiagnostics(oldest.getPreEmitDiagnostics(program), host);
}
