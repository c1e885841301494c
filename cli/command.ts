import { stripVTControlCharacters } from "node:util";
import { Command } from "@oclif/core";

/** What all commands share: errors of one line, and exit codes: 1 for what went wrong, 2 for wrong arguments. */
export abstract class StratumCommand extends Command {
  protected override async catch(
    error: Error & { exitCode?: number; oclif?: { exit?: number } },
  ): Promise<void> {
    if (error.name === "ExitError") throw error;
    process.stderr.write(`stratum ${this.id?.replaceAll(":", " ")}: ${describe(error)}\n`);
    process.exitCode = error.oclif?.exit ?? 1;
  }
}

/** All that helps, and no stack: of oclif's errors the one sentence, of invalid sources every problem. */
function describe({ name, message }: Error): string {
  if (name === "InvalidSource") return `nothing was written\n\n${message}`;
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .map((line) => line.trim())
    .filter(
      (line) => line !== "" && line !== "The following error occurred:" && !line.startsWith("See more help"),
    );
  return lines.join("; ");
}
