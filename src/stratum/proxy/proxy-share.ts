import type { MiningSubmitParams } from "../../../generated/stratum/index.js";
import { RpcError } from "../../rpc/index.js";
import { type Algorithm, hashShare, toHexU32 } from "../../work/index.js";
import type { JobTerms } from "../sent-jobs.js";
import type { StratumSession } from "../session.js";
import { meets } from "../share-target.js";
import { readSubmission } from "../submission.js";
import type { ProxyJob } from "./proxy-jobs.js";

/** The part of a miner's session that determines its header. */
type Miner = Pick<JobTerms, "extranonce1" | "extranonce2Size"> &
  Pick<StratumSession<unknown, unknown>, "versionMask">;

/**
 * Checks a miner's share as the pool will.
 *
 * @param versionMask The bits that the pool grants. A miner may have been granted fewer, or roll without negotiation.
 * @returns The share for the pool, with the version bits that the miner hashed in the pool's mask.
 * @throws RpcError The reason why the pool would refuse it.
 */
export function checkShare(
  submission: MiningSubmitParams,
  miner: Miner,
  job: ProxyJob,
  { algorithm, versionMask }: { readonly algorithm: Algorithm; readonly versionMask: number },
): MiningSubmitParams {
  const rolled = (miner.versionMask || versionMask) & versionMask;
  const solution = readSubmission(submission, miner, job.job.version, rolled);
  const share = hashShare(job.job, solution, algorithm);
  const header = share.header.toString("latin1");
  if (job.headers.has(header)) throw new RpcError("DUPLICATE_SHARE");
  if (!meets(share, job.difficulty, algorithm)) {
    throw new RpcError("LOW_DIFFICULTY", `Low difficulty share of ${share.difficulty.toPrecision(4)}`);
  }
  job.headers.add(header);
  const { username, extranonce2, ntime, nonce } = submission;
  return {
    username,
    jobId: job.poolJobId,
    extranonce2: job.padding + miner.extranonce1 + extranonce2,
    ntime,
    nonce,
    versionBits: toHexU32((solution.version & versionMask) >>> 0),
  };
}
