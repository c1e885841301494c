import { parseArgs } from "node:util";
import { findKind } from "./find-kind.js";
import { type Kind, kinds } from "./kinds.js";
import { Refusal } from "./refusal.js";

/** What the command line says. */
export interface Arguments {
  readonly folder: string | undefined;
  readonly kind: Kind | undefined;
  readonly yes: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** What `--help` prints. */
export const help = `Creates a project with stratum.

Usage
  npm create stratum [folder] -- [flags]

Flags
  -k, --kind <kind>  what to create:
${kinds.map(({ name, summary }) => `                       ${name.padEnd(8)} ${summary}`).join("\n")}
  -y, --yes          ask nothing; the default kind is ${kinds[0].name}, the default folder my-<kind>
  -h, --help         print this help
  -v, --version      print the version

Example
  npm create stratum my-pool -- --kind pool

On a terminal it asks for what is missing. It never overwrites a file: the folder must be empty or new.
`;

/** @throws Refusal for an unknown flag or kind, or for more than one folder. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [folder, surplus] = positionals;
  if (surplus !== undefined)
    throw new Refusal(
      `unexpected argument ${JSON.stringify(surplus)}: expected one folder; npm passes flags on behind "--" only`,
      2,
    );
  const { kind, yes = false, help = false, version = false } = values;
  return { folder, kind: kind === undefined ? undefined : findKind(kind), yes, help, version };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: "string", short: "k" },
        yes: { type: "boolean", short: "y" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
    });
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    throw new Refusal(
      `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}: see create-stratum --help`,
      2,
    );
  }
}
