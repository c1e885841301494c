import { Args, Flags, StratumCommand } from "stratum/cli";
import { inputFlags } from "../cli/input-flags.js";
import type { Change } from "../index.js";

export class DiffCommand extends StratumCommand {
  static override summary =
    "Reports the changes between two documents, and which clients and servers they break.";
  static override description =
    `Each side is a document, a folder of schemas, a URL, or a document or folder in a git revision: <revision>:<path>. The path is relative to the repository's root, or to this folder if it starts with ./. "clients" are old clients with new servers; "servers" are old servers with new clients. Responses of a server are assumed to follow its document.

A change is breaking if a value proves it (one document accepts it, the other rejects it), risky if no such value was found, otherwise compatible.

Exit codes: 0 if no change reaches the severity of --fail-on, 1 if one does, 2 if the documents can't be compared.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> v1.2.0:api.json api.json",
    "<%= config.bin %> <%= command.id %> v1.2.0:schemas schemas --markdown > CHANGES.md",
    "<%= config.bin %> <%= command.id %> old.json new.json --fail-on risky --json",
  ];
  static override args = {
    old: Args.string({ required: true, description: "old document" }),
    new: Args.string({ required: true, description: "new document" }),
  };
  static override flags = {
    json: Flags.boolean({ description: "print all changes as JSON", exclusive: ["markdown"] }),
    markdown: Flags.boolean({ description: "print Markdown for release notes" }),
    "fail-on": Flags.option({ options: ["breaking", "risky", "compatible"] as const })({
      default: "breaking",
      description: "lowest severity that exits with 1",
    }),
    "old-base": Flags.string({ description: "base folder of the old document's relative references" }),
    "new-base": Flags.string({ description: "base folder of the new document's relative references" }),
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
