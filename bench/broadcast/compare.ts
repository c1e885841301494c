import type { ChildProcess } from "node:child_process";
import { end, nextNumber, start } from "../child.js";
import { formatSpread, spread } from "../statistics.js";
import { miners } from "./job.js";

const rounds = 5;
const jobs = 5;

/** Compares the milliseconds until the last miner has a job: this project's server against the bare loop, alternating. */
export async function compareBroadcast(): Promise<void> {
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const floor = await measure("./broadcast/floor.js");
    const ours = await measure("./broadcast/server.js");
    ratios.push(ours / floor);
    process.stderr.write(`  broadcast ${round}/${rounds}: ${ours} ms against ${floor} ms\n`);
  }
  console.log(
    `broadcast: until the last of ${miners} miners has a job, against the bare loop   ${formatSpread(spread(ratios))}`,
  );
}

/** The median time of several jobs. */
async function measure(server: string): Promise<number> {
  const serving = start(server);
  const load = start("./broadcast/load.js", String(await nextNumber(serving)));
  await nextNumber(load);
  const times: number[] = [];
  for (let job = 0; job < jobs; job++) times.push(await broadcast(serving, load));
  await end(load);
  await end(serving);
  return spread(times).median;
}

async function broadcast(serving: ChildProcess, load: ChildProcess): Promise<number> {
  const arrived = nextNumber(load);
  const sent = nextNumber(serving);
  serving.send("broadcast");
  return (await arrived) - (await sent);
}
