import type { DevChain } from "./chain.js";
import type { Mempool } from "./mempool.js";

/** What ends a wait besides what it is for. */
export interface Patience {
  /** Milliseconds; 0 is for ever. */
  readonly timeout: number;
  /** The caller is gone, or the daemon stops. */
  readonly signals: readonly AbortSignal[];
}

/** Waits until something holds that can only come with a new tip. False where the wait ended before. */
export function waitForTip(
  chain: DevChain,
  holds: () => boolean,
  { timeout, signals }: Patience,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      chain.off("tip", check);
      for (const signal of signals) signal.removeEventListener("abort", settle);
      resolve(holds());
    };
    const check = () => {
      if (holds()) settle();
    };
    const timer = timeout > 0 ? setTimeout(settle, timeout) : undefined;
    chain.on("tip", check);
    for (const signal of signals) signal.addEventListener("abort", settle);
    if (holds() || signals.some(({ aborted }) => aborted)) settle();
  });
}

/** Milliseconds after which a long poll looks at the mempool for the first time, and from then on. */
const mempoolPauses = { first: 60_000, then: 10_000 };

/** Waits until there is a better template than the one with this id (BIP22): a new tip, or later on a changed mempool. */
export async function waitForTemplate(
  chain: DevChain,
  mempool: Mempool,
  longPollId: string,
  signals: readonly AbortSignal[],
): Promise<void> {
  const [tip, changes] = [longPollId.slice(0, 64), longPollId.slice(64)];
  const isOld = () => chain.tip.hash !== tip;
  for (let timeout = mempoolPauses.first; ; timeout = mempoolPauses.then) {
    if (await waitForTip(chain, isOld, { timeout, signals })) return;
    if (signals.some(({ aborted }) => aborted) || String(mempool.changes) !== changes) return;
  }
}
