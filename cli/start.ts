import { generatorFolder } from "./generator.js";
import { Plugin, run } from "./packages/oclif.js";

/**
 * Runs a command of this package or, if installed, of `stratum-codegen`.
 *
 * @param args The arguments after `stratum`.
 * @param root The folder of this package.
 * @throws The command's error.
 */
export async function startCommand(args: readonly string[], root: string): Promise<void> {
  const folders = [root, generatorFolder()].filter((folder) => folder !== undefined);
  const plugins = folders.map(
    (folder) => new Plugin({ root: folder, type: "core", isRoot: folder === root }),
  );
  await Promise.all(plugins.map((plugin) => plugin.load()));
  await run([...args], {
    root: plugins[0]?.root ?? root,
    plugins: new Map(plugins.map((plugin) => [plugin.name, plugin])),
  });
}
