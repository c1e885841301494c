import { setTimeout as sleep } from "node:timers/promises";
import type { DaemonClient } from "../daemon/client.js";

/** Milliseconds before each further try: a block is worth some patience, but not for long. */
const pauses = [100, 500, 2_000, 5_000];

/** What a daemon says of a block that it has already. */
const known = "duplicate";

/**
 * Hands a block to the daemon, again where that fails: it is safe to repeat. A daemon that knows the block by then
 * took it before, and only its answer was lost.
 *
 * @returns Null where the daemon took the block, else its verdict.
 * @throws RpcError where it could not be asked in several tries.
 */
export async function handIn(daemon: DaemonClient, block: Buffer): Promise<string | null> {
  const hexdata = block.toString("hex");
  for (let failures = 0; ; failures++) {
    try {
      const verdict = await daemon.rpc.submitblock({ hexdata });
      return failures > 0 && verdict === known ? null : verdict;
    } catch (error) {
      const pause = pauses[failures];
      if (pause === undefined) throw error;
      await sleep(pause);
    }
  }
}
