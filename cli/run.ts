#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { reportError } from "./errors.js";
import { generatorFolder } from "./generator.js";
import { Plugin, run } from "./packages/oclif.js";

/** Starts the command that was typed: one of this package or, where it is installed, of `stratum-codegen`. */
async function start(): Promise<void> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const folders = [root, generatorFolder()].filter((folder) => folder !== undefined);
  const plugins = folders.map(
    (folder) => new Plugin({ root: folder, type: "core", isRoot: folder === root }),
  );
  await Promise.all(plugins.map((plugin) => plugin.load()));
  await run(process.argv.slice(2), {
    root: plugins[0]?.root ?? root,
    plugins: new Map(plugins.map((plugin) => [plugin.name, plugin])),
  });
}

await start().catch((error) => reportError("stratum", error));
