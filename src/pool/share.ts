import type { MiningSubmitParams } from "../../generated/stratum/index.js";
import { RpcError } from "../rpc/index.js";
import type { JobTerms } from "../stratum/sent-jobs.js";
import { readSubmission } from "../stratum/submission.js";
import { type Algorithm, hashShare, type Share, type Solution, type TemplateJob } from "../work/index.js";

/** A hashed share with its job. */
export interface SubmittedShare extends Share, Solution {
  readonly job: TemplateJob;
}

/** Seconds by which a header's time may be ahead of its template's. */
const maxAhead = 7200;

/**
 * Hashes a submission after checking everything that needs no hashing.
 *
 * @param versionMask The version bits that may be rolled.
 * @throws RpcError `OTHER` for an invalid submission.
 */
export function hashSubmission(
  job: TemplateJob,
  terms: Pick<JobTerms, "extranonce1" | "extranonce2Size">,
  submission: MiningSubmitParams,
  { algorithm, versionMask }: { algorithm: Algorithm; versionMask: number },
): SubmittedShare {
  const solution = readSubmission(submission, terms, job.version, versionMask);
  const { mintime, curtime } = job.template;
  if (solution.time < mintime || solution.time > curtime + maxAhead)
    throw new RpcError("OTHER", "ntime out of range");
  return { job, ...solution, ...hashShare(job, solution, algorithm) };
}
