import { basename, resolve } from "node:path";
import type { Kind } from "./kinds.js";

/** The longest name that npm accepts. */
const longest = 214;

/** Names of packages that the project depends on: npm does not install a package into itself. */
const taken = new Set(["stratum", "stratum-codegen"]);

/**
 * The name of the package in a folder: `My Pool!` becomes `my-pool`. Images and systemd units have the same name, so it
 * has letters, digits, dots, underscores and hyphens only.
 */
export function packageName(folder: string, { name: kind }: Kind): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, longest);
  if (name === "") return `my-${kind}`;
  return taken.has(name) ? `${name}-${kind}` : name;
}
