import { type CallOptions, isRpcError } from "../../rpc/index.js";
import type { DaemonClient } from "../client.js";
import { warmingUp } from "../error-names.js";

/** How far a daemon's start has progressed. */
export type DaemonProgress =
  /** It loads its chain; `message` is the daemon's own. */
  | { readonly phase: "warming-up"; readonly message: string }
  /** It downloads blocks; `progress` is from 0 to 1. */
  | {
      readonly phase: "syncing";
      readonly blocks: number;
      readonly headers: number;
      readonly progress: number;
    };

/**
 * What a daemon is still busy with; undefined when it is ready.
 *
 * @param synced Whether a daemon that downloads its chain counts as busy.
 * @throws RpcError if it can't be called.
 */
export async function progressOf(
  { rpc }: DaemonClient,
  synced: boolean,
  options: CallOptions,
): Promise<DaemonProgress | undefined> {
  try {
    const info = await rpc.getblockchaininfo(options);
    if (!synced || !info.initialblockdownload) return undefined;
    const { blocks, headers, verificationprogress: progress } = info;
    return { phase: "syncing", blocks, headers, progress };
  } catch (error) {
    if (!isRpcError(error) || error.wireCode !== warmingUp) throw error;
    return { phase: "warming-up", message: error.message };
  }
}
