import { Command } from "@oclif/core";
import { complain } from "./complaint.js";

/** What all commands share: errors of one line, and exit codes: 1 for what went wrong, 2 for wrong arguments. */
export abstract class StratumCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    complain(`stratum ${this.id?.replaceAll(":", " ")}`, error);
  }
}
