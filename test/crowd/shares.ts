import { randomBytes, randomInt } from "node:crypto";
import {
  type Algorithm,
  hashShare,
  type Job,
  rollVersion,
  targetOfDifficulty,
  toHexU32,
} from "../../src/work/index.js";

/** What shares are made of. */
export interface Work {
  readonly job: Job;
  readonly difficulty: number;
  readonly extranonce1: string;
  readonly extranonce2Size: number;
  /** The version bits that the miner rolls; undefined where it does not. */
  readonly versionMask: number | undefined;
}

/** A share as it is submitted: hexadecimal digits. */
export interface FoundShare {
  readonly job: string;
  readonly extranonce2: string;
  readonly ntime: string;
  readonly nonce: string;
  readonly bits: string;
}

/** What is looked for: what counts, what even makes a block, or what is not enough. */
export type Wanted = "share" | "block" | "low";

/** Tries after which something is wrong with the difficulty. */
const maxTries = 5_000;

/**
 * Looks for a share, from a place where nobody else looks.
 *
 * @param time The header's, in Unix seconds. Default: the job's, or a little later.
 */
export function findShare(
  work: Work,
  wanted: Wanted,
  algorithm: Algorithm,
  time = work.job.time + randomInt(3),
): FoundShare {
  const { job, difficulty, extranonce1, extranonce2Size, versionMask } = work;
  const target = targetOfDifficulty(difficulty, algorithm);
  const extranonce2 = randomBytes(extranonce2Size);
  const bits = versionMask === undefined || randomInt(2) === 0 ? 0 : (randomInt(2 ** 32) & versionMask) >>> 0;
  const first = randomInt(2 ** 32 - maxTries) >>> randomInt(12);
  for (let nonce = first; nonce < first + maxTries; nonce++) {
    const share = hashShare(
      job,
      {
        extranonce1: Buffer.from(extranonce1, "hex"),
        extranonce2,
        time,
        nonce,
        version: versionMask === undefined ? job.version : rollVersion(job.version, versionMask, bits),
      },
      algorithm,
    );
    const is = share.isBlock ? "block" : share.work <= target ? "share" : "low";
    if (is === wanted)
      return {
        job: job.id,
        extranonce2: extranonce2.toString("hex"),
        ntime: toHexU32(time),
        nonce: toHexU32(nonce),
        bits: toHexU32(bits),
      };
  }
  throw new Error(`no ${wanted} in ${maxTries} hashes at difficulty ${difficulty}`);
}
