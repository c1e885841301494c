import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rolldown } from "rolldown";

/**
 * Puts packages into the files that export parts of them, so that users install none of what these packages
 * depend on. Their licenses are written beside the files.
 *
 * @param {string} folder Where the compiled files are.
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
