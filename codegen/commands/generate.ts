import { join } from "node:path";
import { Args, Flags, StratumCommand } from "stratum/cli";
import { type InputFlags, inputFlags, inputOptions } from "../cli/input-flags.js";
import type { GenerateOptions } from "../index.js";

export class GenerateCommand extends StratumCommand {
  static override summary = "Writes typed handlers, stubs and validators from schemas.";
  static override description =
    "The input is a folder of schema modules, or one or more OpenRPC documents in JSON or YAML: files, URLs, - for standard input, or a node (http://, https://, tcp://) that answers rpc.discover. Without one, stratum.config.ts says what to generate. Only what changed is written; with errors nothing is.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> schemas --out generated",
    "<%= config.bin %> <%= command.id %> --check",
    "<%= config.bin %> <%= command.id %> schemas --out generated --scaffold src/handlers.ts",
    "<%= config.bin %> <%= command.id %> openrpc.json --out src/generated --watch",
    "<%= config.bin %> <%= command.id %> http://127.0.0.1:8332 --credentials ~/.bitcoin/.cookie --overlay overlay.yaml --out generated",
  ];
  static override args = {
    input: Args.string({ multiple: true, description: "schemas, or OpenRPC documents or their URLs" }),
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
    scaffold: Flags.string({
      description: "your file of handlers: those that are missing are added to it; what is there stays",
      exclusive: ["watch"],
    }),
    watch: Flags.boolean({ description: "go on whenever a source changes" }),
    runtime: Flags.string({ description: "the module with the runtime (stratum/runtime)" }),
    extension: Flags.string({ description: "how the files import each other (.js)" }),
    validators: Flags.option({ options: ["eager", "lazy"] as const })({
      description: "load validators at once, or each on first use (default: lazy where they are long)",
    }),
    emit: Flags.string({
      description:
        "what to write: types, client, handlers, validators, openrpc, docs, and plugins by name (all but docs)",
    }),
    docs: Flags.boolean({ description: "write a reference in Markdown, too, a page a namespace" }),
    names: Flags.option({ options: ["camel", "wire"] as const })({
      description: "what stubs and parameters are called: in camelCase (default), or as on the wire",
    }),
    only: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "only the methods of this name; * stands for any characters: 'eth_*'",
    }),
    except: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "all methods but those of this name; * stands for any characters",
    }),
    strict: Flags.boolean({
      description: "fail where something is weaker than its source reads: unknown, an unchecked keyword",
    }),
    json: Flags.boolean({
      description: "what was done, the warnings and what is weaker, as JSON",
      exclusive: ["watch", "verbose"],
    }),
    ...inputFlags,
    verbose: Flags.boolean({ description: "say how long each stage took" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(GenerateCommand);
    const inputs = args.input ?? [];
    const targets = await this.#targets(inputs, flags);
    const { generateTargets, watchTarget } = await import("../cli/generation.js");
    if (flags.watch) {
      const { isUrl } = await import("../index.js");
      if (targets.every(({ inputs, overlays = [] }) => overlays.length === 0 && inputs.every(isUrl)))
        this.error("--watch follows files, and every input is a URL", { exit: 2 });
      for (const target of targets) await watchTarget(target, flags.verbose);
      return;
    }
    const mode = flags.check ? "check" : flags["dry-run"] ? "dry-run" : "write";
    const { scaffold, verbose, json } = flags;
    if (scaffold !== undefined && targets.length > 1)
      this.error("--scaffold is for one protocol, and the config file has more: name an input and --out", {
        exit: 2,
      });
    const cache = join(this.config.cacheDir, "generated");
    const { isCurrent } = await generateTargets(targets, { mode, verbose, json, cache, scaffold });
    if (!flags.check) return;
    if (isCurrent && flags.json) return;
    if (isCurrent) process.stdout.write("the generated files are what their sources say\n");
    else
      this.error(
        `the generated files are not what their sources say; mend it with: npx stratum generate${typedAgain(this.argv)}`,
        { exit: 1 },
      );
  }

  async #targets(inputs: string[], flags: TypedFlags): Promise<GenerateOptions[]> {
    const { out, runtime, extension, validators, emit, docs, names, only, except, strict } = flags;
    const given = {
      ...(runtime !== undefined && { runtime }),
      ...(extension !== undefined && { extension }),
      ...(validators !== undefined && { validators }),
      ...(emit !== undefined && { emit: emit.split(",").map((name) => name.trim()) }),
      ...(docs && { docs }),
      ...(strict && { strict }),
      ...(names !== undefined && { names }),
      ...(only !== undefined && { only }),
      ...(except !== undefined && { except }),
      ...inputOptions(flags),
    };
    if (inputs.length > 0) {
      if (out === undefined) this.error("--out is missing: the folder for the files", { exit: 2 });
      return [{ inputs, output: out, ...given }];
    }
    if (out !== undefined) this.error("--out is for an input that is named, too", { exit: 2 });
    const { configFiles, loadConfig } = await import("../config.js");
    const configured = await loadConfig();
    if (!configured)
      this.error(`nothing to generate from: name an input, or write ${configFiles[0]}`, { exit: 2 });
    return configured.map((target) => ({ ...target, ...given }));
  }
}

type TypedFlags = Partial<Pick<GenerateOptions, "runtime" | "extension" | "validators" | "names">> &
  InputFlags & {
    out?: string | undefined;
    emit?: string | undefined;
    docs?: boolean;
    only?: string[] | undefined;
    except?: string[] | undefined;
    strict?: boolean;
  };

/** What was typed, as it is to be typed again: without a password, which may be kept where this is printed. */
function typedAgain(words: readonly string[]): string {
  const kept = words.filter((word) => word !== "--check" && word !== "--verbose");
  return kept.map((word) => ` ${word.replace(/^(\w+:\/\/)[^/@]*@/, "$1")}`).join("");
}
