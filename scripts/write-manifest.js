import { writeFile } from "node:fs/promises";
import { Plugin } from "@oclif/core";

/**
 * Writes the list of a package's commands, so that running one command does not load the others.
 *
 * @param {string} root The package's folder.
 */
export async function writeManifest(root) {
  const plugin = new Plugin({ root, type: "core", ignoreManifest: true, errorOnManifestCreate: true });
  await plugin.load();
  await writeFile(`${root}/oclif.manifest.json`, `${JSON.stringify(plugin.manifest, null, 2)}\n`);
}
