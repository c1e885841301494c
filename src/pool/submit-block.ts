import { setTimeout as sleep } from "node:timers/promises";
import type { DaemonClient } from "../daemon/client.js";
import { backOff, type ErrorCode, isRpcError, RpcError } from "../rpc/index.js";

/** A solved block. */
export interface SolvedBlock {
  readonly bytes: Buffer;
  readonly height: number;
  /** Display order. */
  readonly hash: string;
}

/** Options of `submitBlock`. */
export interface SubmitBlockOptions {
  /** Gives up. */
  readonly signal: AbortSignal;
  /** Called for every failed attempt that will be retried. `retryIn` is in milliseconds. */
  readonly failed: (error: unknown, retryIn: number) => void;
}

const pauses = { first: 50, longest: 5_000 };

/** Deadline of one attempt in milliseconds. A daemon that hangs may recover by the next one. */
const attemptDeadline = 30_000;

/** Deadline in milliseconds for the best chain's height, requested before another attempt. */
const reachDeadline = 5_000;

/**
 * A block is lost once the best chain is this many blocks higher: no daemon has it, so nobody builds on it.
 */
const outOfReach = 6;

/** Verdicts on a block that the daemon already has: from an attempt whose answer was lost, or from another node. */
const known = new Set(["duplicate", "duplicate-inconclusive"]);

/** A restarted daemon may lack the previous block for a while. */
const parentMissing = "prev-blk-not-found";

/** The daemon's error code for a block that it can't decode, which no retry changes. */
const undecodable = -22;

/**
 * Submits a block until the daemon returns a verdict. Retrying is safe even if an earlier attempt was executed: the
 * daemon then replies that it knows the block, and `getblockheader` tells whether it's on the best chain.
 *
 * @returns Null when the block is on the best chain, `inconclusive` when it's valid but on another one, else the
 *   reason why the daemon rejects it.
 * @throws RpcError `OTHER` if an attempt fails after the best chain is 6 blocks higher than the block: one more is
 *   made, because an earlier one may have succeeded unnoticed; `ABORTED` once `signal` has fired.
 */
export async function submitBlock(
  daemon: DaemonClient,
  block: SolvedBlock,
  { signal, failed }: SubmitBlockOptions,
): Promise<string | null> {
  let best: number | undefined;
  for (let failures = 1; ; failures++) {
    const isLast = best !== undefined && best >= block.height + outOfReach;
    try {
      return await attempt(daemon, block, signal);
    } catch (error) {
      if (!signal.aborted && !isLast) {
        const retryIn = backOff(failures, pauses);
        failed(error, retryIn);
        await sleep(retryIn, undefined, { signal }).catch(() => {});
      }
      if (signal.aborted)
        throw givenUp("ABORTED", "the pool stopped before the daemon returned a verdict", error);
      if (isLast) throw givenUp("OTHER", `the best chain is already at height ${best}`, error);
      best = await bestHeight(daemon, signal);
    }
  }
}

/** @throws The error that prevented a verdict. */
async function attempt(
  { rpc }: DaemonClient,
  { bytes, hash }: SolvedBlock,
  signal: AbortSignal,
): Promise<string | null> {
  const options = { signal, deadline: attemptDeadline };
  try {
    const verdict = await rpc.submitblock({ hexdata: bytes.toString("hex") }, options);
    if (verdict === parentMissing) throw new Error(`the daemon does not know the previous block: ${verdict}`);
    if (verdict === null || !known.has(verdict)) return verdict;
  } catch (error) {
    if (isRpcError(error) && error.wireCode === undecodable) return error.message;
    throw error;
  }
  const { confirmations } = await rpc.getblockheader({ blockhash: hash }, options);
  return confirmations > 0 ? null : "inconclusive";
}

/** The best chain's height; undefined when the call fails. */
function bestHeight({ rpc }: DaemonClient, signal: AbortSignal): Promise<number | undefined> {
  return rpc.getblockcount({ signal, deadline: reachDeadline }).catch(() => undefined);
}

function givenUp(code: ErrorCode, why: string, cause: unknown): RpcError {
  const last = cause instanceof Error ? cause.message : String(cause);
  return new RpcError(code, `${why}; last attempt: ${last}`, { cause });
}
