import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join, resolve, sep } from "node:path";
import { RpcError } from "../../rpc/index.js";

/**
 * Finds a program's file: the first of the names that exists. A name with a folder in it is a path,
 * any other is looked up in PATH.
 *
 * @throws RpcError `INVALID_OPTION` if none exists.
 */
export function findProgram(names: readonly string[], path = process.env.PATH ?? ""): string {
  const candidates = names.flatMap((name) =>
    isAbsolute(name) || name.includes(sep)
      ? [resolve(name)]
      : path
          .split(delimiter)
          .filter((folder) => folder !== "")
          .flatMap((folder) => extensions.map((extension) => join(folder, name + extension))),
  );
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new RpcError(
    "INVALID_OPTION",
    `program not found: ${names.join(" or ")}; install it, or set \`path\` (--path)`,
  );
}

const extensions = process.platform === "win32" ? [".exe", ""] : [""];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
