import { setTimeout as sleep } from "node:timers/promises";
import type { DaemonClient } from "../daemon/client.js";
import { backOff, type ErrorCode, isRpcError, RpcError } from "../rpc/index.js";

/** A block that solves its header. */
export interface SolvedBlock {
  readonly bytes: Buffer;
  readonly height: number;
  /** Display order. */
  readonly hash: string;
}

/** How a block is submitted. */
export interface SubmitBlockOptions {
  /** Gives up. */
  readonly signal: AbortSignal;
  /** Called for every attempt that failed and is followed by another. `retryIn` is in milliseconds. */
  readonly failed: (error: unknown, retryIn: number) => void;
}

const pauses = { first: 50, longest: 5_000 };

/** Milliseconds for one attempt. A daemon that hangs may be back by the next one. */
const attemptDeadline = 30_000;

/** Milliseconds to learn how high the best chain is, before another attempt. */
const reachDeadline = 5_000;

/**
 * A block is out of reach once the best chain is this many blocks higher: no daemon has it, so nobody builds on it,
 * and the others would have to lose them all.
 */
const outOfReach = 6;

/** Verdicts on a block that the daemon has already: from an attempt whose answer was lost, or from another node. */
const known = new Set(["duplicate", "duplicate-inconclusive"]);

/** A daemon that was restarted may lack the block before for a while. */
const parentMissing = "prev-blk-not-found";

/** What daemons call a block that they can't read: another attempt can't change that. */
const undecodable = -22;

/**
 * Submits a block until the daemon gives a verdict. It's safe to repeat after an attempt of which nobody knows
 * whether it was executed: the daemon then says that it knows the block, and is asked whether it's on its best chain.
 *
 * @returns Null where the block is on the best chain, `inconclusive` where it's valid but on another one, else the
 *   reason why the daemon refuses it.
 * @throws RpcError `OTHER` where an attempt fails after the best chain is 6 blocks higher than the block, because one
 *   before it may have succeeded unheard; `ABORTED` once `signal` has fired.
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
        throw givenUp("ABORTED", "the pool stopped before the daemon gave a verdict", error);
      if (isLast) throw givenUp("OTHER", `the best chain is at height ${best}, out of reach`, error);
      best = await bestHeight(daemon, signal);
    }
  }
}

/** @throws What kept the daemon from a verdict. */
async function attempt(
  { rpc }: DaemonClient,
  { bytes, hash }: SolvedBlock,
  signal: AbortSignal,
): Promise<string | null> {
  const options = { signal, deadline: attemptDeadline };
  try {
    const verdict = await rpc.submitblock({ hexdata: bytes.toString("hex") }, options);
    if (verdict === parentMissing)
      throw new Error(`the daemon does not know the block before it: ${verdict}`);
    if (verdict === null || !known.has(verdict)) return verdict;
  } catch (error) {
    if (isRpcError(error) && error.wireCode === undecodable) return error.message;
    throw error;
  }
  const { confirmations } = await rpc.getblockheader({ blockhash: hash }, options);
  return confirmations > 0 ? null : "inconclusive";
}

/** How high the best chain is; undefined where the daemon does not say. */
function bestHeight({ rpc }: DaemonClient, signal: AbortSignal): Promise<number | undefined> {
  return rpc.getblockcount({ signal, deadline: reachDeadline }).catch(() => undefined);
}

function givenUp(code: ErrorCode, why: string, cause: unknown): RpcError {
  const last = cause instanceof Error ? cause.message : String(cause);
  return new RpcError(code, `${why}; last attempt: ${last}`, { cause });
}
