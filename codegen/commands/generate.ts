import { join } from "node:path";
import { Args, Flags, StratumCommand } from "stratum/cli";
import { type InputFlags, inputFlags, inputOptions } from "../cli/input-flags.js";
import type { GenerateOptions } from "../index.js";

export class GenerateCommand extends StratumCommand {
  static override summary = "Generates typed handlers, stubs and validators from schemas.";
  static override description =
    "The input is a folder of schema modules, or one or more OpenRPC documents in JSON or YAML: files, URLs, - for standard input, or nodes (http://, https://, tcp://) that support rpc.discover. Default: the inputs in stratum.config.ts. Only changed files are written; on errors, none.";
  static override usage = "<%= command.id %> [INPUT...] [FLAGS]";
  static override examples = [
    "<%= config.bin %> <%= command.id %> schemas --out generated",
    "<%= config.bin %> <%= command.id %> --check",
    "<%= config.bin %> <%= command.id %> schemas --out generated --scaffold src/handlers.ts",
    "<%= config.bin %> <%= command.id %> openrpc.json --out src/generated --watch",
    "<%= config.bin %> <%= command.id %> http://127.0.0.1:8332 --credentials ~/.bitcoin/.cookie --overlay overlay.yaml --out generated",
  ];
  static override args = {
    input: Args.string({ multiple: true, description: "folder of schemas, or OpenRPC documents or URLs" }),
  };
  static override flags = {
    out: Flags.string({ char: "o", description: "output folder" }),
    check: Flags.boolean({
      description: "write nothing; fail if generated files are out of date",
      exclusive: ["watch", "dry-run"],
    }),
    "dry-run": Flags.boolean({
      description: "write nothing; print what would be written",
      exclusive: ["watch"],
    }),
    scaffold: Flags.string({
      description: "your handlers file: missing handlers are added, existing code is kept",
      exclusive: ["watch"],
    }),
    watch: Flags.boolean({ description: "generate again whenever a source changes" }),
    runtime: Flags.string({ description: "module of the runtime. Default: stratum/runtime" }),
    extension: Flags.string({
      description: "file extension in imports between generated files. Default: .js",
    }),
    validators: Flags.option({ options: ["eager", "lazy"] as const })({
      description: "load validators at startup, or each on first use. Default: lazy if they are large",
    }),
    emit: Flags.string({
      description:
        "comma-separated parts: types, client, handlers, validators, openrpc, docs, and plugins by name. Default: all except docs",
    }),
    docs: Flags.boolean({ description: "also write a reference in Markdown, one page per namespace" }),
    names: Flags.option({ options: ["camel", "wire"] as const })({
      description: "names of stubs and parameters: camelCase, or as on the wire. Default: camel",
    }),
    only: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "include only methods that match this pattern; * matches any characters: 'eth_*'",
    }),
    except: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "exclude methods that match this pattern; * matches any characters",
    }),
    strict: Flags.boolean({
      description: "fail if anything is typed or checked less strictly than its source says",
    }),
    json: Flags.boolean({
      description: "print results, warnings and degradations as JSON",
      exclusive: ["watch", "verbose"],
    }),
    ...inputFlags,
    verbose: Flags.boolean({ description: "print the duration of each stage" }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(GenerateCommand);
    const inputs = args.input ?? [];
    const targets = await this.#targets(inputs, flags);
    const { generateTargets, watchTarget } = await import("../cli/generation.js");
    if (flags.watch) {
      const { isUrl } = await import("../index.js");
      if (targets.every(({ inputs, overlays = [] }) => overlays.length === 0 && inputs.every(isUrl)))
        this.error("--watch needs a file to watch, but every input is a URL: remove --watch", { exit: 2 });
      for (const target of targets) await watchTarget(target, flags.verbose);
      return;
    }
    const mode = flags.check ? "check" : flags["dry-run"] ? "dry-run" : "write";
    const { scaffold, verbose, json } = flags;
    if (scaffold !== undefined && targets.length > 1)
      this.error(
        "--scaffold needs a single protocol, but the config file has several: pass an input and --out",
        {
          exit: 2,
        },
      );
    const cache = join(this.config.cacheDir, "generated");
    const { isCurrent } = await generateTargets(targets, { mode, verbose, json, cache, scaffold });
    if (!flags.check) return;
    if (isCurrent && flags.json) return;
    if (isCurrent) process.stdout.write("the generated files are up to date\n");
    else
      this.error(`the generated files are out of date; run: npx stratum generate${typedAgain(this.argv)}`, {
        exit: 1,
      });
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
      if (out === undefined) this.error("--out is missing: expected the output folder", { exit: 2 });
      return [{ inputs, output: out, ...given }];
    }
    if (out !== undefined) this.error("--out needs an input on the command line", { exit: 2 });
    const { configFiles, loadConfig } = await import("../config.js");
    const configured = await loadConfig();
    if (!configured) this.error(`no input: pass one, or create ${configFiles[0]}`, { exit: 2 });
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

/** The command's arguments, without passwords in URLs: logs may keep the output. */
function typedAgain(words: readonly string[]): string {
  const kept = words.filter((word) => word !== "--check" && word !== "--verbose");
  return kept.map((word) => ` ${word.replace(/^(\w+:\/\/)[^/@]*@/, "$1")}`).join("");
}
