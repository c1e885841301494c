import { Args, Flags, StratumCommand } from "stratum/cli";
import { inputFlags, inputOptions } from "../cli/input-flags.js";

export class LintCommand extends StratumCommand {
  static override summary = "Reports problems in documents and schemas: where, why, and how to fix them.";
  static override description =
    "The inputs are those of generate. Default: all inputs in stratum.config.ts. Problems that prevent generation are errors, others are warnings. Exits with 1 on either.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> openrpc.json",
    "<%= config.bin %> <%= command.id %> http://127.0.0.1:8332 --credentials ~/.bitcoin/.cookie --json",
    "<%= config.bin %> <%= command.id %> schemas --ignore ref-siblings",
  ];
  static override args = {
    input: Args.string({ multiple: true, description: "folder of schemas, or OpenRPC documents or URLs" }),
  };
  static override flags = {
    json: Flags.boolean({ description: "print all problems as JSON" }),
    ignore: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "rule to ignore",
    }),
    ...inputFlags,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(LintCommand);
    const { configFiles, lintInputs, loadConfig, ruleNames } = await import("../index.js");
    const unknown = flags.ignore?.find((name) => !ruleNames.includes(name));
    if (unknown !== undefined)
      this.error(`--ignore: unknown rule ${unknown}: expected one of ${ruleNames.join(", ")}`, { exit: 2 });
    const targets = args.input ? [{ inputs: args.input }] : await loadConfig();
    if (!targets) this.error(`no input: pass one, or create ${configFiles[0]}`, { exit: 2 });
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
