import { reportError } from "./errors.js";
import { Command } from "./packages/oclif.js";

/** What all commands share: errors of one line, and exit codes: 1 for what went wrong, 2 for wrong arguments. */
export abstract class StratumCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    reportError(`stratum ${this.id?.replaceAll(":", " ")}`, error);
  }
}
