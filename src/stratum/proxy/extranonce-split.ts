import { RpcError } from "../../rpc/index.js";

/** How a proxy divides the pool's extranonce2 among its miners. */
export interface ExtranonceSplit {
  /** Bytes that distinguish miners: their extranonce1. */
  readonly tailSize: number;
  /** Bytes that each miner chooses: its extranonce2. */
  readonly extranonce2Size: number;
}

/** Some miners refuse fewer bytes, and a fast one would exhaust them. */
const least = 2;

/**
 * Divides the bytes of a pool's extranonce2: up to two distinguish miners, the rest is theirs.
 *
 * @throws RpcError `INVALID_OPTION` when there are too few.
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
 * The padding after the pool's extranonce1 that keeps the length of a miner's part on a pool with a longer
 * extranonce2. Undefined for a pool with a shorter one.
 */
export function padding({ tailSize, extranonce2Size }: ExtranonceSplit, pools: number): string | undefined {
  const surplus = pools - tailSize - extranonce2Size;
  return surplus < 0 ? undefined : "00".repeat(surplus);
}
