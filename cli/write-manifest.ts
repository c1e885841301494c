import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Plugin } from "@oclif/core";

/** Part of the build: what commands there are, so that running one does not load the others. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const plugin = new Plugin({ root, type: "core", ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
await writeFile(
  new URL("../../oclif.manifest.json", import.meta.url),
  `${JSON.stringify(plugin.manifest, null, 2)}\n`,
);
