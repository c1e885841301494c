import { Args, Flags, StratumCommand } from "stratum/cli";
import { inputFlags } from "../cli/input-flags.js";
import type { Change } from "../index.js";

export class DiffCommand extends StratumCommand {
  static override summary = "Reports what changed between two documents, and whom it breaks.";
  static override description =
    `Either side is a document, a folder of schemas, a URL, or one of the first two in a git revision: <revision>:<path>, where the path starts at the top of the repository, or at this folder where it begins with ./. Clients are those written for the old document, with servers of the new one; servers the other way round. A server that answers is taken to be changed with its document.

A change is breaking where a value proves it that one document takes and the other refuses; risky where no such value was found; else compatible.

Exit codes: 0 where no change is as bad as --fail-on, 1 where one is, 2 where the two could not be compared.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> v1.2.0:api.json api.json",
    "<%= config.bin %> <%= command.id %> v1.2.0:schemas schemas --markdown > CHANGES.md",
    "<%= config.bin %> <%= command.id %> old.json new.json --fail-on risky --json",
  ];
  static override args = {
    old: Args.string({ required: true, description: "the document as it was" }),
    new: Args.string({ required: true, description: "the document as it is" }),
  };
  static override flags = {
    json: Flags.boolean({ description: "print every change as JSON", exclusive: ["markdown"] }),
    markdown: Flags.boolean({ description: "print Markdown for release notes" }),
    "fail-on": Flags.option({ options: ["breaking", "risky", "compatible"] as const })({
      default: "breaking",
      description: "the least bad change that ends with 1",
    }),
    "old-base": Flags.string({ description: "folder that the old document's references are relative to" }),
    "new-base": Flags.string({ description: "folder that the new document's references are relative to" }),
    credentials: inputFlags.credentials,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(DiffCommand);
    const { changesAsMarkdown, changesAsText, diff, InvalidSource, severities } = await import("../index.js");
    const { "old-base": oldBase, "new-base": newBase, credentials } = flags;
    try {
      const changes = await diff(args.old, args.new, {
        ...(oldBase !== undefined && { oldBase }),
        ...(newBase !== undefined && { newBase }),
        ...(credentials !== undefined && { credentials }),
      });
      const format = flags.json ? asJson : flags.markdown ? changesAsMarkdown : changesAsText;
      process.stdout.write(format(changes));
      const fails = severities.slice(0, severities.indexOf(flags["fail-on"]) + 1);
      if (changes.some(({ severity }) => fails.includes(severity))) process.exitCode = 1;
    } catch (error) {
      if (!(error instanceof InvalidSource)) throw error;
      process.stderr.write(`stratum diff: the documents can't be compared\n\n${error.message}\n`);
      process.exitCode = 2;
    }
  }
}

function asJson(changes: readonly Change[]): string {
  const flat = changes.map(({ place, ...change }) => ({
    ...change,
    ...(place && { line: place.line, column: place.column }),
  }));
  return `${JSON.stringify(flat, null, 2)}\n`;
}
