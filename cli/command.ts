import { reportError } from "./errors.js";
import { Command } from "./packages/oclif.js";

/** Base of all commands: prints errors on one line and exits with 2 for wrong arguments, 1 for other errors. */
export abstract class StratumCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    reportError(`stratum ${this.id?.replaceAll(":", " ")}`, error);
  }
}
