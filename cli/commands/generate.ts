import { Args, Flags } from "@oclif/core";
import type { GenerateOptions } from "../../codegen/index.js";
import { StratumCommand } from "../command.js";

export class GenerateCommand extends StratumCommand {
  static override summary = "Writes typed handlers, stubs and validators from schemas.";
  static override description =
    "The input is a folder of schema modules, or one or more OpenRPC documents in JSON or YAML (- for standard input). Without one, stratum.config.ts says what to generate. Only what changed is written; with errors nothing is.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> schemas --out generated",
    "<%= config.bin %> <%= command.id %> --check",
    "<%= config.bin %> <%= command.id %> openrpc.json --out src/generated --watch",
  ];
  static override args = {
    input: Args.string({ multiple: true, description: "schemas, or OpenRPC documents" }),
  };
  static override flags = {
    out: Flags.string({ char: "o", description: "the folder for the files" }),
    check: Flags.boolean({
      description: "write nothing; fail where files differ from what would be written",
      exclusive: ["watch", "dry-run"],
    }),
    "dry-run": Flags.boolean({
      description: "write nothing; say what would be written",
      exclusive: ["watch"],
    }),
    watch: Flags.boolean({ description: "go on whenever a source changes" }),
    runtime: Flags.string({ description: "the module with the runtime (stratum/rpc)" }),
    extension: Flags.string({ description: "how the files import each other (.js)" }),
    validators: Flags.option({ options: ["eager", "lazy"] as const })({
      description: "load validators at once, or each on first use (lazy from 51 methods on)",
    }),
    base: Flags.string({ description: "the folder that references between documents are relative to" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(GenerateCommand);
    const inputs = args.input ?? [];
    const targets = await this.#targets(inputs, flags);
    const { generateTarget, watchTarget } = await import("../generation.js");
    const mode = flags.check ? "check" : flags["dry-run"] ? "dry-run" : "write";
    let isCurrent = true;
    for (const target of targets) {
      if (flags.watch) await watchTarget(target);
      else isCurrent = (await generateTarget(target, mode)).isCurrent && isCurrent;
    }
    if (!flags.check) return;
    if (isCurrent) process.stdout.write("the generated files are what their sources say\n");
    else
      this.error(
        `the generated files are not what their sources say; mend it with: npx stratum generate${typed(inputs, flags)}`,
        { exit: 1 },
      );
  }

  async #targets(
    inputs: string[],
    flags: Partial<GenerateOptions> & { out?: string | undefined },
  ): Promise<GenerateOptions[]> {
    const { out, runtime, extension, validators, base } = flags;
    const given = {
      ...(runtime !== undefined && { runtime }),
      ...(extension !== undefined && { extension }),
      ...(validators !== undefined && { validators }),
      ...(base !== undefined && { base }),
    };
    if (inputs.length > 0) {
      if (out === undefined) this.error("--out is missing: the folder for the files", { exit: 2 });
      return [{ inputs, output: out, ...given }];
    }
    if (out !== undefined) this.error("--out is for an input that is named, too", { exit: 2 });
    const { configFiles, loadConfig } = await import("../../codegen/index.js");
    const configured = await loadConfig();
    if (!configured)
      this.error(`nothing to generate from: name an input, or write ${configFiles[0]}`, { exit: 2 });
    return configured.map((target) => ({ ...target, ...given }));
  }
}

/** What was typed, as it is to be typed again. */
function typed(
  inputs: readonly string[],
  { out, runtime, extension, validators, base }: Partial<GenerateOptions> & { out?: string | undefined },
): string {
  const flags = Object.entries({ out, runtime, extension, validators, base });
  const given = flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  return [...inputs, ...given].map((word) => ` ${word}`).join("");
}
