import { RpcError } from "../rpc/index.js";
import type { JobTerms } from "../stratum/sent-jobs.js";
import {
  type Algorithm,
  hashShare,
  rollVersion,
  type Share,
  type TemplateJob,
  targetOfDifficulty,
} from "../work/index.js";

/** What a miner submitted, as `mining.submit` has it. */
export interface Submission {
  readonly extranonce2: string;
  readonly ntime: string;
  readonly nonce: string;
  readonly versionBits?: string;
}

/** A share with the block that it may be part of. */
export interface JudgedShare extends Share {
  readonly job: TemplateJob;
  readonly extranonce1: Buffer;
  readonly extranonce2: Buffer;
}

/** Seconds by which a header's time may be ahead of its template's. */
const maxAhead = 7200;

/**
 * Hashes a submission, once everything that can be seen without hashing is right.
 *
 * @param versionMask The version bits that may be rolled.
 * @throws RpcError `OTHER` naming what is wrong.
 */
export function hashSubmission(
  job: TemplateJob,
  { extranonce1, extranonce2Size }: Pick<JobTerms, "extranonce1" | "extranonce2Size">,
  { extranonce2, ntime, nonce, versionBits = "00000000" }: Submission,
  { algorithm, versionMask }: { algorithm: Algorithm; versionMask: number },
): JudgedShare {
  if (extranonce2.length !== 2 * extranonce2Size) {
    throw new RpcError("OTHER", `Incorrect size of extranonce2: ${extranonce2Size} bytes expected`);
  }
  const time = Number.parseInt(ntime, 16);
  if (time < job.template.mintime || time > job.template.curtime + maxAhead)
    throw new RpcError("OTHER", "ntime out of range");
  const bits = Number.parseInt(versionBits, 16);
  if ((bits & ~versionMask) !== 0) throw new RpcError("OTHER", "Version bits outside of the mask");
  const solution = {
    extranonce1: Buffer.from(extranonce1, "hex"),
    extranonce2: Buffer.from(extranonce2, "hex"),
    time,
    nonce: Number.parseInt(nonce, 16),
    version: rollVersion(job.version, versionMask, bits),
  };
  return { job, ...solution, ...hashShare(job, solution, algorithm) };
}

/** Targets of the difficulties in use; there are few, and each share needs one. */
const targets = new Map<string, bigint>();
const maxTargets = 4_096;

/** Whether a share meets a difficulty. */
export function meets(share: Share, difficulty: number, algorithm: Algorithm): boolean {
  const key = `${algorithm.name} ${difficulty}`;
  let target = targets.get(key);
  if (target === undefined) {
    if (targets.size >= maxTargets) targets.clear();
    target = targetOfDifficulty(difficulty, algorithm);
    targets.set(key, target);
  }
  return share.work <= target;
}
