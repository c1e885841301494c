import { Extranonces } from "../extranonce.js";
import type { JobTerms } from "../sent-jobs.js";
import { type ExtranonceSplit, padding, splitExtranonce } from "./extranonce-split.js";

/** Milliseconds for which a miner's part of the extranonce stays its own after it left. */
const grace = 60_000;

/** What a miner has of the pool's extranonce2. */
type MinerPart = Pick<JobTerms, "extranonce1" | "extranonce2Size">;

/** A pool's extranonce2, divided among a proxy's miners. Nothing can be given out before a pool said how much it is. */
export class ProxyExtranonces {
  #split: (ExtranonceSplit & { readonly tails: Extranonces }) | undefined;

  /**
   * A pool gives so many bytes of extranonce2. Miners keep their part where there is room for it.
   *
   * @returns Whether they do; else they have to come again.
   * @throws RpcError `INVALID_OPTION` where the pool gives too little to divide.
   */
  divide(poolSize: number): boolean {
    if (this.padding(poolSize) !== undefined) return true;
    const isFirst = !this.#split;
    const split = splitExtranonce(poolSize);
    const tails = new Extranonces({ size: split.tailSize, extranonce2Size: split.extranonce2Size, grace });
    this.#split = { ...split, tails };
    return isFirst;
  }

  /** @throws RpcError `INVALID_OPTION` where a pool gives too little to divide. */
  check(poolSize: number): void {
    if (this.padding(poolSize) === undefined) splitExtranonce(poolSize);
  }

  /** What stands before a miner's part in the pool's extranonce2; undefined where there is no room for it. */
  padding(poolSize: number): string | undefined {
    return this.#split && padding(this.#split, poolSize);
  }

  /**
   * A miner's part: that of its former session, where it names one that is free.
   *
   * @param pool Waits for a pool, where there was none yet.
   */
  async allocate(sessionId: string | undefined, pool: () => Promise<unknown>): Promise<MinerPart> {
    while (!this.#split) await pool();
    const { tails, extranonce2Size } = this.#split;
    return { extranonce1: tails.claim(sessionId) ?? tails.allocate(), extranonce2Size };
  }

  release(extranonce1: string, sessionId: string): void {
    this.#split?.tails.release(extranonce1, sessionId);
  }
}
