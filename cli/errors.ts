import { stripVTControlCharacters } from "node:util";
import { isRpcError } from "../src/rpc/error.js";
import { generatorCommands } from "./generator.js";
import { printable } from "./printable.js";

/** An error, with what oclif adds to its own. */
type CommandError = Error & { readonly oclif?: { readonly exit?: number } };

/** Prints what went wrong in one line, and sets the exit code: 2 for wrong arguments, else 1. */
export function reportError(who: string, error: CommandError): void {
  process.stderr.write(`${who}: ${describe(error)}\n`);
  process.exitCode = error.oclif?.exit ?? (isWrongArgument(error) ? 2 : 1);
}

/** Parameters that this side refused were never sent. */
function isWrongArgument(error: CommandError): boolean {
  return (
    isRpcError(error, "INVALID_OPTION") || (isRpcError(error, "INVALID_PARAMS") && error.executed !== "yes")
  );
}

/** All that helps, and no stack: of oclif's errors the one sentence, of invalid sources every problem. */
function describe({ name, message }: CommandError): string {
  if (name === "InvalidSource") return `nothing was written\n\n${message}`;
  return stripVTControlCharacters(message)
    .split("\n")
    .map((line) => printable(line).replace(/\s+/g, " ").trim())
    .filter((line) => line !== "" && !/^(The following errors? occurred:|See more help)/.test(line))
    .join("; ")
    .replaceAll(":; ", ": ")
    .replace(/^Parsing (--\S+);/, "$1:")
    .replace(/^command (.+) not found\.?$/i, (_sentence, id) => notFound(id));
}

/** @param id What oclif looked for: all words that may belong to the command's name, with `:` between them. */
function notFound(id: string): string {
  const [first = ""] = id.split(":");
  if (generatorCommands.includes(first))
    return `"${first}" needs stratum-codegen: npm install --save-dev stratum-codegen`;
  return `unknown command "${id.replaceAll(":", " ")}": see stratum --help`;
}
