import { compareBroadcast } from "./broadcast/compare.js";
import { compareGenerate } from "./generate/compare.js";
import { compareSubmit } from "./submit/compare.js";

/**
 * Runs comparisons by name, or all of them. Of `submit` and `broadcast` only ratios of one run count;
 * `generate` may be followed by an OpenRPC document.
 */
const comparisons: Record<string, (document?: string) => Promise<void>> = {
  submit: () => compareSubmit(),
  broadcast: () => compareBroadcast(),
  generate: compareGenerate,
};

const words = process.argv.slice(2);
const wanted = words.filter((word) => word in comparisons);
const [document, ...others] = words.filter((word) => !(word in comparisons));
const unknown = wanted.includes("generate") ? others : words.filter((word) => !wanted.includes(word));
if (unknown.length > 0) {
  console.error(
    `there is no comparison called ${unknown.join(", ")}; there are ${Object.keys(comparisons).join(", ")}`,
  );
  process.exitCode = 2;
} else {
  for (const [name, compare] of Object.entries(comparisons))
    if (words.length === 0 || wanted.includes(name)) await compare(document);
}
