import {
  type Algorithm,
  hashShare,
  type Job,
  rollVersion,
  targetOfDifficulty,
  toHexU32,
} from "../../src/work/index.js";
import { below, type Random } from "../random.js";

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

/** How a share is looked for. */
export interface Search {
  readonly algorithm: Algorithm;
  readonly random: Random;
  /** The header's, in Unix seconds. Default: the job's, or a little later. */
  readonly time: number | undefined;
}

/** Looks for a share, from a place where nobody else looks. */
export function findShare(
  work: Work,
  wanted: Wanted,
  { algorithm, random, time = work.job.time + below(3, random) }: Search,
): FoundShare {
  const { job, difficulty, extranonce1, extranonce2Size, versionMask } = work;
  const target = targetOfDifficulty(difficulty, algorithm);
  const extranonce2 = Buffer.from(Array.from({ length: extranonce2Size }, () => below(256, random)));
  const bits = versionMask === undefined || random() < 0.5 ? 0 : (below(2 ** 32, random) & versionMask) >>> 0;
  const first = below(2 ** 32 - maxTries, random) >>> below(12, random);
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
