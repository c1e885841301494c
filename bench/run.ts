import { compareBroadcast } from "./broadcast/compare.js";
import { compareGenerate } from "./generate/compare.js";
import { compareSubmit } from "./submit/compare.js";

/**
 * Runs the named comparisons, or all. Compare ratios of `submit` and `broadcast` only within one run. An OpenRPC
 * document may follow `generate`.
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
  console.error(`unknown comparison: ${unknown.join(", ")}: expected ${Object.keys(comparisons).join(", ")}`);
  process.exitCode = 2;
} else {
  for (const [name, compare] of Object.entries(comparisons))
    if (words.length === 0 || wanted.includes(name)) await compare(document);
}
