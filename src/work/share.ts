import { type Algorithm, doubleSha256 } from "./algorithm.js";
import { reversed, toNumber } from "./byte-order.js";
import { headerOf, type Solution } from "./header.js";
import type { Job } from "./job.js";
import { difficultyOfTarget, targetOfBits } from "./target.js";

/** A submitted share after hashing. */
export interface Share {
  readonly header: Buffer;
  /** The proof-of-work hash as a number, for comparison with targets. */
  readonly work: bigint;
  /** The highest difficulty that the share meets. */
  readonly difficulty: number;
  /** Whether the share also solves a block. */
  readonly isBlock: boolean;
  /** The block's id in display order: always double SHA-256. */
  readonly blockHash: () => string;
}

/** Hashes a submitted share. The caller decides whether it counts: compare `work` with the target of its job. */
export function hashShare(job: Job, solution: Solution, algorithm: Algorithm): Share {
  const header = headerOf(job, solution);
  const work = toNumber(algorithm.hash(header));
  return {
    header,
    work,
    difficulty: difficultyOfTarget(work, algorithm),
    isBlock: work <= targetOfBits(job.bits),
    blockHash: () => reversed(doubleSha256(header)).toString("hex"),
  };
}
