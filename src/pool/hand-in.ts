import { setTimeout as sleep } from "node:timers/promises";
import type { DaemonClient } from "../daemon/client.js";

/** Milliseconds before each further try: a block is worth some patience, but not for long. */
const pauses = [100, 500, 2_000, 5_000];

/**
 * Hands a block to the daemon, again where that fails: it is safe to repeat.
 *
 * @returns Null where the daemon took the block, else its verdict.
 * @throws RpcError where it could not be asked in several tries.
 */
export async function handIn(daemon: DaemonClient, block: Buffer): Promise<string | null> {
  const hexdata = block.toString("hex");
  for (const pause of pauses) {
    try {
      return await daemon.rpc.submitblock({ hexdata });
    } catch {
      await sleep(pause);
    }
  }
  return daemon.rpc.submitblock({ hexdata });
}
