import { RpcError } from "../../rpc/index.js";

/** How a proxy divides the pool's extranonce2 among its miners. */
export interface ExtranonceSplit {
  /** Bytes that tell miners apart: their extranonce1. */
  readonly tailSize: number;
  /** Bytes that each miner has to itself: its extranonce2. */
  readonly extranonce2Size: number;
}

/** Fewer bytes some miners refuse, and a fast one would run through them. */
const least = 2;

/**
 * Divides the bytes of a pool's extranonce2: up to two tell miners apart, the rest is theirs.
 *
 * @throws RpcError `INVALID_OPTION` where there are too few.
 */
export function splitExtranonce(extranonce2Size: number): ExtranonceSplit {
  const tailSize = Math.min(2, extranonce2Size - least);
  if (tailSize < 1)
    throw new RpcError(
      "INVALID_OPTION",
      `the pool gives ${extranonce2Size} bytes of extranonce2: too few to divide among miners`,
    );
  return { tailSize, extranonce2Size: extranonce2Size - tailSize };
}

/**
 * What a proxy puts behind the pool's extranonce1, so that a miner's share of the pool's extranonce2
 * stays as long as it was told, also on a pool that gives more; undefined on one that gives less.
 */
export function padding({ tailSize, extranonce2Size }: ExtranonceSplit, pools: number): string | undefined {
  const surplus = pools - tailSize - extranonce2Size;
  return surplus < 0 ? undefined : "00".repeat(surplus);
}
