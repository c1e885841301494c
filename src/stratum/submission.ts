import type { MiningSubmitParams } from "../../generated/stratum/index.js";
import { RpcError } from "../rpc/index.js";
import { rollVersion, type Solution } from "../work/index.js";
import type { JobTerms } from "./sent-jobs.js";

/**
 * Parses the values that a miner submitted.
 *
 * @param jobVersion The version of its job.
 * @param versionMask The bits that it may have rolled, negotiated or not.
 * @throws RpcError `OTHER` with the invalid value.
 */
export function readSubmission(
  { extranonce2, ntime, nonce, versionBits }: MiningSubmitParams,
  { extranonce1, extranonce2Size }: Pick<JobTerms, "extranonce1" | "extranonce2Size">,
  jobVersion: number,
  versionMask: number,
): Solution {
  if (extranonce2.length !== 2 * extranonce2Size) {
    throw new RpcError("OTHER", `Incorrect size of extranonce2: ${extranonce2Size} bytes expected`);
  }
  const bits = Number.parseInt(versionBits ?? "0", 16);
  if ((bits & ~versionMask) !== 0) throw new RpcError("OTHER", "Version bits outside of the mask");
  return {
    extranonce1: Buffer.from(extranonce1, "hex"),
    extranonce2: Buffer.from(extranonce2, "hex"),
    time: Number.parseInt(ntime, 16),
    nonce: Number.parseInt(nonce, 16),
    version: versionBits === undefined ? jobVersion : rollVersion(jobVersion, versionMask, bits),
  };
}
