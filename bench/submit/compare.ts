import { end, nextNumber, start } from "../child.js";
import { formatSpread, spread } from "../statistics.js";

const rounds = 5;

/** Compares shares per second: this project's server against the JSON floor, alternating. */
export async function compareSubmit(): Promise<void> {
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const floor = await measure("./submit/floor.js");
    const ours = await measure("./submit/server.js");
    ratios.push(ours / floor);
    rates.push(ours);
    process.stderr.write(
      `  submit ${round}/${rounds}: ${Math.round(ours / 1000)} k/s against ${Math.round(floor / 1000)} k/s\n`,
    );
  }
  console.log(`submit: shares answered against the JSON floor   ${formatSpread(spread(ratios))}`);
}

async function measure(server: string): Promise<number> {
  const serving = start(server);
  const load = start("./submit/load.js", String(await nextNumber(serving)), "3");
  const rate = await nextNumber(load);
  await end(serving);
  return rate;
}
