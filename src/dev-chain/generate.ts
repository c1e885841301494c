import { randomBytes } from "node:crypto";
import { setImmediate as letOthersRun } from "node:timers/promises";
import {
  buildBlock,
  buildJob,
  doubleSha256,
  headerOf,
  nonceOffset,
  reversed,
  type TemplateJob,
  toNumber,
} from "../work/index.js";
import type { DevChain } from "./chain.js";
import type { Mempool } from "./mempool.js";
import { refusal } from "./refusal.js";
import { templateOf } from "./template.js";

/** Options of `generate`. */
export interface GenerateOptions {
  readonly blocks: number;
  /** The script that gets the rewards. */
  readonly payout: Buffer;
  /** The total number of hashes that may miss the target. */
  readonly tries: number;
  /** Stops mining. */
  readonly signal: AbortSignal;
}

/** Hashes between two turns of the event loop. */
const stretch = 4096;

/**
 * Mines blocks on the tip with real proof of work.
 *
 * @returns Their hashes; fewer than requested when the tries run out.
 */
export async function generate(
  chain: DevChain,
  mempool: Mempool,
  { blocks, payout, tries, signal }: GenerateOptions,
): Promise<string[]> {
  const hashes: string[] = [];
  let left = tries;
  while (hashes.length < blocks) {
    const extranonce = { extranonce1: randomBytes(8), extranonce2: Buffer.alloc(0) };
    const job = buildJob(templateOf(chain, mempool), { id: "", payout, extranonceSize: 8 });
    const header = headerOf(job, { ...extranonce, time: job.time, version: job.version, nonce: 0 });
    const misses = await solve(header, job, left, signal);
    if (misses === undefined) break;
    left -= misses;
    const verdict = chain.submit(buildBlock(job, header, extranonce));
    if (verdict !== null && verdict !== "inconclusive")
      throw refusal(-32603, `ProcessNewBlock, block not accepted: ${verdict}`);
    hashes.push(reversed(doubleSha256(header)).toString("hex"));
    await letOthersRun();
  }
  return hashes;
}

/** Sets the header's nonce so that it meets the target. @returns The number of misses; undefined when all missed. */
async function solve(
  header: Buffer,
  { target }: TemplateJob,
  tries: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const end = Math.min(tries, 2 ** 32);
  for (let nonce = 0; nonce < end && !signal.aborted; nonce++) {
    header.writeUInt32LE(nonce, nonceOffset);
    if (toNumber(doubleSha256(header)) <= target) return nonce;
    if (nonce % stretch === stretch - 1) await letOthersRun();
  }
  return undefined;
}
