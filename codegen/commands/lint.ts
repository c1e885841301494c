import { Args, Flags, StratumCommand } from "stratum/cli";
import { inputFlags, inputOptions } from "../cli/input-flags.js";

export class LintCommand extends StratumCommand {
  static override summary = "Says what documents and schemas get wrong, where, why, and how to mend it.";
  static override description =
    "The input is what generate takes; without one, all that stratum.config.ts names. What keeps a document from being generated from is an error; what it gets wrong all the same, a warning. Either ends with 1.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> openrpc.json",
    "<%= config.bin %> <%= command.id %> http://127.0.0.1:8332 --credentials ~/.bitcoin/.cookie --json",
    "<%= config.bin %> <%= command.id %> schemas --ignore ref-siblings",
  ];
  static override args = {
    input: Args.string({ multiple: true, description: "schemas, or OpenRPC documents or their URLs" }),
  };
  static override flags = {
    json: Flags.boolean({ description: "every problem as JSON" }),
    ignore: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "a rule that is not held to",
    }),
    ...inputFlags,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(LintCommand);
    const { configFiles, lintInputs, loadConfig, ruleNames } = await import("../index.js");
    const unknown = flags.ignore?.find((name) => !ruleNames.includes(name));
    if (unknown !== undefined)
      this.error(`--ignore: there is no rule ${unknown}; there are ${ruleNames.join(", ")}`, { exit: 2 });
    const targets = args.input ? [{ inputs: args.input }] : await loadConfig();
    if (!targets) this.error(`nothing to lint: name an input, or write ${configFiles[0]}`, { exit: 2 });
    const problems = [];
    for (const target of targets)
      problems.push(
        ...(await lintInputs(target.inputs, { ...target, ...inputOptions(flags) }, flags.ignore)),
      );
    const { printProblems } = await import("../cli/problems.js");
    printProblems(problems, flags.json);
    if (problems.length > 0) process.exitCode = 1;
  }
}
