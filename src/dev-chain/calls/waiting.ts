import type { BlockPosition, ServerHandlers } from "../../../generated/daemon/index.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import { waitForTip } from "../waiting.js";

/** Handlers that wait for a tip. They also return the tip, without an error, on a timeout and when the daemon stops. */
export function waitingHandlers(chain: DevChain, stopping: AbortSignal) {
  const tipOnce = async (
    holds: () => boolean,
    timeout: number,
    { signal }: DevContext,
  ): Promise<BlockPosition> => {
    await waitForTip(chain, holds, { timeout, signals: [signal, stopping] });
    const { hash, height } = chain.tip;
    return { hash, height };
  };
  return {
    waitfornewblock: ({ timeout = 0, currentTip = chain.tip.hash }, context) =>
      tipOnce(() => chain.tip.hash !== currentTip, timeout, context),
    waitforblock: ({ blockhash, timeout = 0 }, context) =>
      tipOnce(() => chain.tip.hash === blockhash, timeout, context),
    waitforblockheight: ({ height, timeout = 0 }, context) =>
      tipOnce(() => chain.tip.height >= height, timeout, context),
  } satisfies Partial<ServerHandlers<DevContext>>;
}
