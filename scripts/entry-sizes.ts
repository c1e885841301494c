import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

/** The modules that an import of a subpath loads immediately. */
export interface EntrySize {
  /** As Markdown: `stratum/client` in backticks, with its condition, if any. */
  readonly title: string;
  /** Modules of the package itself. Modules that are loaded later, by `import()`, do not count. */
  readonly modules: number;
  /** Their gzipped text as packed, comments included, in kB. */
  readonly gzipped: number;
  /** The names of other packages that are loaded with it. */
  readonly packages: readonly string[];
}

/** Sizes of all subpaths of a built package that lead to a program; of a conditional one each condition. */
export function entrySizes(folder: string): EntrySize[] {
  const { name, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries<string | Record<string, string>>(exports).flatMap(([path, target]) =>
    Object.entries(typeof target === "string" ? { default: target } : target)
      .filter(([, file]) => file.endsWith(".js"))
      .map(([condition, file]) => ({
        title: `\`${join(name, path)}\`${condition === "default" ? "" : ` in a ${condition}`}`,
        ...sizeOf(resolve(folder, file), name),
      })),
  );
}

/** @param name The package, of which the text of a template may speak. */
function sizeOf(entry: string, name: string): Omit<EntrySize, "title"> {
  const texts = new Map<string, string>();
  const packages = new Set<string>();
  const follow = (file: string) => {
    if (texts.has(file)) return;
    const text = readFileSync(file, "utf8");
    texts.set(file, text);
    for (const specifier of file.endsWith(".js") ? importedBy(text) : [])
      if (specifier.startsWith(".")) follow(resolve(dirname(file), specifier));
      else if (!specifier.startsWith("node:") && !specifier.startsWith(name)) packages.add(specifier);
  };
  follow(entry);
  const all = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return {
    modules: texts.size,
    gzipped: gzipSync(all.join("\n"), { level: 9 }).length / 1_000,
    packages: [...packages].sort(),
  };
}

/** What the compiler's output imports statically: each import begins a line. */
function importedBy(text: string): string[] {
  const imports = text.matchAll(/^(?:import|export)\b(?:[^;"'`]*?\bfrom)?\s*"([^"]+)"/gm);
  return [...imports].map(([, specifier = ""]) => specifier);
}

/** kB by which a size may differ from the table's before that is written anew: versions of zlib differ a little. */
const tolerance = 1;

/**
 * The sizes as a Markdown table.
 *
 * @param before The current table. A size that differs from the table by at most 1 kB is not changed.
 */
export function sizeTable(sizes: readonly EntrySize[], before: string): string {
  const rows = sizes.map(({ title, modules, gzipped, packages }) => {
    const said = before.match(new RegExp(`\\| ${title} \\| \\d+ \\| (\\d+) kB`))?.[1];
    const stays = said !== undefined && Math.abs(Number(said) - gzipped) <= tolerance;
    const size = stays ? said : Math.ceil(gzipped);
    return `| ${title} | ${modules} | ${size} kB | ${packages.join(", ")} |`;
  });
  return ["| import | modules | gzipped | packages |", "|---|---|---|---|", ...rows].join("\n");
}
