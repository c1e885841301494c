/** The parts of oclif that commands use. The build bundles oclif into this file. */
export { Args, Command, Flags, Plugin, run } from "@oclif/core";
