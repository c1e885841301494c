import { Args, Flags, StratumCommand } from "stratum/cli";
import { inputFlags, inputOptions } from "../cli/input-flags.js";
import type { Change } from "../index.js";

export class DiffCommand extends StratumCommand {
  static override summary = "Says what changes between two documents, and whom it breaks.";
  static override description =
    "Either side is a document, a folder of schemas, or a URL. Clients are those written for the old document, with servers of the new one; servers the other way round. A server that answers is taken to be changed with its document. Ends with 1 where a change is as bad as --fail-on says.";
  static override examples = [
    "<%= config.bin %> <%= command.id %> released.json schemas",
    "<%= config.bin %> <%= command.id %> old.json new.json --fail-on risky --json",
  ];
  static override args = {
    old: Args.string({ required: true, description: "what there was" }),
    new: Args.string({ required: true, description: "what there is" }),
  };
  static override flags = {
    json: Flags.boolean({ description: "every change as JSON" }),
    "fail-on": Flags.option({ options: ["breaking", "risky", "compatible"] as const })({
      default: "breaking",
      description: "the least bad change that ends with 1",
    }),
    base: inputFlags.base,
    credentials: inputFlags.credentials,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(DiffCommand);
    const { diff, severities } = await import("../index.js");
    const changes = await diff(args.old, args.new, inputOptions(flags));
    process.stdout.write(flags.json ? asJson(changes) : forPeople(changes));
    const fails = severities.slice(0, severities.indexOf(flags["fail-on"]) + 1);
    if (changes.some(({ severity }) => fails.includes(severity))) process.exitCode = 1;
  }
}

function asJson(changes: readonly Change[]): string {
  const flat = changes.map(({ place, ...change }) => ({
    ...change,
    ...(place && { line: place.line, column: place.column }),
  }));
  return `${JSON.stringify(flat, null, 2)}\n`;
}

/** How many methods are named of a change that concerns many. */
const namedMethods = 3;

function forPeople(changes: readonly Change[]): string {
  const blocks = changes.map(({ severity, clients, servers, methods, message, file, pointer, place }) => {
    const named = methods.slice(0, namedMethods).join(", ");
    const more = methods.length > namedMethods ? ` and ${methods.length - namedMethods} more` : "";
    const whom = [clients === severity && "clients", servers === severity && "servers"].filter(Boolean);
    const concerned = severity === "compatible" ? "" : ` for ${whom.join(" and ")}`;
    const at = place ? `${file}:${place.line}:${place.column}` : file;
    return `${severity}${concerned}: ${named}${more}: ${message}\n  ${at} ${pointer}\n`;
  });
  return `${blocks.join("")}${blocks.length > 0 ? "\n" : ""}${summary(changes)}\n`;
}

function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return "nothing has changed";
  const counts = (["breaking", "risky", "compatible"] as const).map((severity) => {
    return `${changes.filter((change) => change.severity === severity).length} ${severity}`;
  });
  return counts.join(", ");
}
