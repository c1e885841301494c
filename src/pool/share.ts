import type { MiningSubmitParams } from "../../generated/stratum/index.js";
import { RpcError } from "../rpc/index.js";
import type { JobTerms } from "../stratum/sent-jobs.js";
import { readSubmission } from "../stratum/submission.js";
import { type Algorithm, hashShare, type Share, type Solution, type TemplateJob } from "../work/index.js";

/** A share as it was hashed, with the job that it is of. */
export interface SubmittedShare extends Share, Solution {
  readonly job: TemplateJob;
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
