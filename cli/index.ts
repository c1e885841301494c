/** What the commands of `stratum-codegen` share with those of `stratum`. Not for use by hand. */

export { StratumCommand } from "./command.js";
export { Args, Flags } from "./packages/oclif.js";
export { untilStopped } from "./signals.js";
