import { RpcError } from "../rpc/index.js";

/** How extranonce1 values are given out. */
export interface ExtranonceOptions {
  /** Bytes of extranonce1. Default: 4. */
  readonly size?: number;
  /** Bytes of extranonce2, which miners choose. Default: 4. */
  readonly extranonce2Size?: number;
  /**
   * Which of several processes this is, so that no two give out the same value: `id` goes into the
   * highest `bits` bits of each. Default: one process.
   */
  readonly instance?: { readonly id: number; readonly bits: number };
  /** Milliseconds for which a value is kept for the session that had it. Default: 600,000. */
  readonly grace?: number;
}

const defaultGrace = 600_000;

/**
 * Gives out extranonce1 values, each to one session at a time: a counter below the instance's bits.
 * A value that is given back can be claimed again by its session; others get it only after the
 * grace time, so that late shares never meet a stranger's coinbase.
 */
export class Extranonces {
  readonly size: number;
  readonly extranonce2Size: number;
  readonly #grace: number;
  readonly #prefix: number;
  /** How many values there are. */
  readonly #count: number;
  readonly #used = new Set<string>();
  /** Values that were given back, in the order in which they become free. */
  readonly #resting = new Map<string, { owner: string; free: number }>();
  readonly #owners = new Map<string, string>();
  #next: number;

  /** @throws RpcError `INVALID_OPTION` for sizes or instances that leave no room. */
  constructor({
    size = 4,
    extranonce2Size = 4,
    instance = { id: 0, bits: 0 },
    grace = defaultGrace,
  }: ExtranonceOptions = {}) {
    const { id, bits } = instance;
    require(size >= 1 && size <= 6, `extranonce.size is ${size}: 1 to 6 bytes are possible`);
    require(extranonce2Size >= 2 &&
      extranonce2Size <= 16, `extranonce.extranonce2Size is ${extranonce2Size}: miners take 2 to 16 bytes`);
    require(bits >= 0 &&
      bits < 8 * size, `extranonce.instance.bits is ${bits}: 0 to ${8 * size - 1} are possible`);
    require(Number.isInteger(id) &&
      id >= 0 &&
      id < 2 ** bits, `extranonce.instance.id is ${id}: 0 to ${2 ** bits - 1} fit into ${bits} bits`);
    this.size = size;
    this.extranonce2Size = extranonce2Size;
    this.#grace = grace;
    this.#count = 2 ** (8 * size - bits);
    this.#prefix = id * this.#count;
    this.#next = Math.floor(Math.random() * this.#count);
  }

  /**
   * A value that no session has, as hexadecimal digits.
   *
   * @throws RpcError `OVERLOADED` when all are taken.
   */
  allocate(now = Date.now()): string {
    this.#wake(now);
    if (this.#used.size + this.#resting.size >= this.#count)
      throw new RpcError("OVERLOADED", "every extranonce1 is taken");
    for (;;) {
      const value = (this.#prefix + this.#next).toString(16).padStart(2 * this.size, "0");
      this.#next = (this.#next + 1) % this.#count;
      if (this.#used.has(value) || this.#resting.has(value)) continue;
      this.#used.add(value);
      return value;
    }
  }

  /**
   * Takes back the value of a session that was lost.
   *
   * @param owner The lost session's id, or the value itself.
   * @returns Undefined where nothing rests under that name any more.
   */
  claim(owner: string | undefined, now = Date.now()): string | undefined {
    this.#wake(now);
    if (owner === undefined) return undefined;
    const value = this.#owners.get(owner) ?? owner;
    if (!this.#forget(value)) return undefined;
    this.#used.add(value);
    return value;
  }

  /** Gives a value back. */
  release(value: string, owner: string, now = Date.now()): void {
    if (!this.#used.delete(value)) return;
    this.#resting.set(value, { owner, free: now + this.#grace });
    this.#owners.set(owner, value);
  }

  #wake(now: number): void {
    for (const [value, { free }] of this.#resting) {
      if (free > now) return;
      this.#forget(value);
    }
  }

  #forget(value: string): boolean {
    const resting = this.#resting.get(value);
    if (!resting) return false;
    this.#resting.delete(value);
    this.#owners.delete(resting.owner);
    return true;
  }
}

function require(holds: boolean, message: string): void {
  if (!holds) throw new RpcError("INVALID_OPTION", message);
}
