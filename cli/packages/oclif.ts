/** The parts of oclif that commands are made of. The build puts oclif itself into this file. */
export { Args, Command, Flags, Plugin, run } from "@oclif/core";
