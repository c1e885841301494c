import { stripVTControlCharacters } from "node:util";
import { isRpcError } from "../src/rpc/error.js";
import { generatorCommands } from "./generator.js";
import { printable } from "./printable.js";

/** An error, possibly with oclif's exit code. */
type CommandError = Error & { readonly oclif?: { readonly exit?: number } };

/** Prints an error on one line and sets the exit code: 2 for wrong arguments, else 1. */
export function reportError(who: string, error: CommandError): void {
  process.stderr.write(`${who}: ${describe(error, who === "stratum mock")}\n`);
  process.exitCode = error.oclif?.exit ?? (isWrongArgument(error) ? 2 : 1);
}

/** Parameters that failed local validation were never sent. */
function isWrongArgument(error: CommandError): boolean {
  return (
    isRpcError(error, "INVALID_OPTION") || (isRpcError(error, "INVALID_PARAMS") && error.executed !== "yes")
  );
}

/** The message without a stack. oclif's errors are reduced to one line, invalid sources list all problems. */
function describe({ name, message }: CommandError, isReader: boolean): string {
  if (name === "InvalidSource") return `${isReader ? "invalid input" : "nothing was written"}\n\n${message}`;
  return stripVTControlCharacters(message)
    .split("\n")
    .map((line) => printable(line).replace(/\s+/g, " ").trim())
    .filter((line) => line !== "" && !/^(The following errors? occurred:|See more help)/.test(line))
    .join("; ")
    .replaceAll(":; ", ": ")
    .replace(/; Note: --.*$/, "")
    .replace(/^Parsing (--\S+);/, "$1:")
    .replace(/^Nonexistent flags?: (.+)$/, "unknown flag $1: see --help")
    .replace(/^command (.+) not found\.?$/i, (_sentence, id) => notFound(id));
}

/** @param id The words that may belong to the command's name, joined by `:`. */
function notFound(id: string): string {
  const [first = ""] = id.split(":");
  if (generatorCommands.includes(first))
    return `"${first}" needs stratum-codegen: npm install --save-dev stratum-codegen`;
  if (["serve", "mine", "call", "proxy", "notify"].includes(first))
    return `unexpected argument "${id.split(":").slice(1).join(" ")}": see stratum ${first} --help`;
  return `unknown command "${id.replaceAll(":", " ")}": see stratum --help`;
}
