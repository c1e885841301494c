import type { MiningSubmitParams } from "../../../generated/stratum/index.js";
import { RpcError } from "../../rpc/index.js";
import { type Algorithm, hashShare } from "../../work/index.js";
import type { JobTerms } from "../sent-jobs.js";
import { meets } from "../share-target.js";
import { readSubmission } from "../submission.js";
import type { ProxyJob } from "./proxy-jobs.js";

/**
 * Checks a miner's share as the pool will.
 *
 * @param versionMask The bits that the pool lets roll.
 * @returns The share as the pool is to get it.
 * @throws RpcError why the pool would refuse it.
 */
export function checkShare(
  submission: MiningSubmitParams,
  miner: Pick<JobTerms, "extranonce1" | "extranonce2Size">,
  job: ProxyJob,
  { algorithm, versionMask }: { readonly algorithm: Algorithm; readonly versionMask: number },
): MiningSubmitParams {
  const solution = readSubmission(submission, miner, job.job.version, versionMask);
  const share = hashShare(job.job, solution, algorithm);
  const header = share.header.toString("latin1");
  if (job.headers.has(header)) throw new RpcError("DUPLICATE_SHARE");
  if (!meets(share, job.difficulty, algorithm)) {
    throw new RpcError("LOW_DIFFICULTY", `Low difficulty share of ${share.difficulty.toPrecision(4)}`);
  }
  job.headers.add(header);
  const { username, extranonce2, ntime, nonce, versionBits } = submission;
  return {
    username,
    jobId: job.poolJobId,
    extranonce2: job.padding + miner.extranonce1 + extranonce2,
    ntime,
    nonce,
    ...(versionBits !== undefined && versionMask !== 0 && { versionBits }),
  };
}
