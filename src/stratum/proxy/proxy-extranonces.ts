import { Extranonces } from "../extranonce.js";
import type { JobTerms } from "../sent-jobs.js";
import { type ExtranonceSplit, padding, splitExtranonce } from "./extranonce-split.js";

/** Milliseconds for which a miner's part of the extranonce is reserved after it disconnects. */
const grace = 60_000;

/** A miner's part of the pool's extranonce2. */
type MinerPart = Pick<JobTerms, "extranonce1" | "extranonce2Size">;

/** Divides a pool's extranonce2 among a proxy's miners. Allocation waits for the first login at a pool. */
export class ProxyExtranonces {
  #split: (ExtranonceSplit & { readonly tails: Extranonces }) | undefined;

  /**
   * Sets the pool's extranonce2 size. Miners keep their parts if these still fit.
   *
   * @returns Whether they do; else they have to reconnect.
   * @throws RpcError `INVALID_OPTION` when there are too few bytes to divide.
   */
  divide(poolSize: number): boolean {
    if (this.padding(poolSize) !== undefined) return true;
    const isFirst = !this.#split;
    const split = splitExtranonce(poolSize);
    const tails = new Extranonces({ size: split.tailSize, extranonce2Size: split.extranonce2Size, grace });
    this.#split = { ...split, tails };
    return isFirst;
  }

  /** @throws RpcError `INVALID_OPTION` when there are too few bytes to divide. */
  check(poolSize: number): void {
    if (this.padding(poolSize) === undefined) splitExtranonce(poolSize);
  }

  /** The padding before a miner's part in the pool's extranonce2. Undefined when the part does not fit. */
  padding(poolSize: number): string | undefined {
    return this.#split && padding(this.#split, poolSize);
  }

  /**
   * Allocates a miner's part: that of its former session if it requests one that is free.
   *
   * @param pool Waits for the first pool.
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
