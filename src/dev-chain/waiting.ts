import type { DevChain } from "./chain.js";
import type { Mempool } from "./mempool.js";

/** What ends a wait early. */
export interface WaitOptions {
  /** Milliseconds; 0 waits forever. */
  readonly timeout: number;
  /** Fire when the caller disconnects or the daemon stops. */
  readonly signals: readonly AbortSignal[];
}

/** Waits for a new tip that satisfies `holds`. False when the wait ended before. */
export function waitForTip(
  chain: DevChain,
  holds: () => boolean,
  { timeout, signals }: WaitOptions,
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

/** Milliseconds until a long poll checks the mempool first, and between further checks. */
const mempoolPauses = { first: 60_000, then: 10_000 };

/** Waits until the template with this id is outdated (BIP22): by a new tip or, later, by a changed mempool. */
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
