import { compareBroadcast } from "./broadcast/compare.js";
import { compareSubmit } from "./submit/compare.js";

/** Runs one comparison by name, or all of them. Only ratios of one run count; absolute figures differ by machine. */
const comparisons: Record<string, () => Promise<void>> = {
  submit: compareSubmit,
  broadcast: compareBroadcast,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in comparisons));
if (unknown.length > 0) {
  console.error(
    `there is no comparison called ${unknown.join(", ")}; there are ${Object.keys(comparisons).join(", ")}`,
  );
  process.exitCode = 2;
} else {
  for (const [name, compare] of Object.entries(comparisons))
    if (wanted.length === 0 || wanted.includes(name)) await compare();
}
