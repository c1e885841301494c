/** What the commands of `stratum-codegen` share with those of `stratum`. Not for use by hand. */
export { Args, Flags } from "@oclif/core";
export { StratumCommand } from "./command.js";
export { untilStopped } from "./signals.js";
