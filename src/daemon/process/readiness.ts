import { type CallOptions, isRpcError } from "../../rpc/index.js";
import type { DaemonClient } from "../client.js";
import { warmingUp } from "../error-names.js";

/** How far a daemon is. */
export type DaemonProgress =
  /** It loads its chain; `message` is its own word for what it does. */
  | { readonly phase: "warming-up"; readonly message: string }
  /** It fetches blocks; `progress` is from 0 to 1. */
  | {
      readonly phase: "syncing";
      readonly blocks: number;
      readonly headers: number;
      readonly progress: number;
    };

/**
 * What a daemon is still busy with; undefined where it is ready.
 *
 * @param synced Whether a daemon that fetches its chain is busy.
 * @throws RpcError why it can't be called.
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
