import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rolldown } from "rolldown";

/**
 * Bundles packages into the files that re-export them, so that users install none of their dependencies. Writes
 * their licenses beside the files.
 *
 * @param {string} folder The folder of the compiled files.
 */
export async function bundle(folder) {
  const roots = new Set();
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
    const bundler = await rolldown({
      input: `${folder}/${name}`,
      platform: "node",
      external: ["debug", "typescript"],
      transform: { define: { __dirname: "import.meta.dirname" } },
    });
    const { output } = await bundler.write({
      file: `${folder}/${name}`,
      format: "esm",
      codeSplitting: false,
      minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    });
    for (const { moduleIds } of output.filter((file) => file.type === "chunk"))
      for (const id of moduleIds) {
        const root = id.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
        if (root !== undefined) roots.add(root);
      }
  }
  writeFileSync(
    `${folder}/LICENSES.txt`,
    [...roots]
      .sort()
      .map(licenseOf)
      .join(`\n${"-".repeat(80)}\n\n`),
  );
}

/**
 * @param {string} root
 * @returns {string}
 */
function licenseOf(root) {
  const { name, version, license } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const file = readdirSync(root).find((file) => /^licen[sc]e/i.test(file));
  const text = file && existsSync(`${root}/${file}`) ? readFileSync(`${root}/${file}`, "utf8") : license;
  return `${name} ${version}\n\n${text.trim()}\n`;
}
