/** Shared with the commands of `stratum-codegen`. Not for use by hand. */

export { StratumCommand } from "./command.js";
export { Args, Flags } from "./packages/oclif.js";
export { untilStopped } from "./signals.js";
