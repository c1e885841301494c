import { RpcError } from "../rpc/index.js";

/** How extranonce1 values are allocated. */
export interface ExtranonceOptions {
  /** Bytes of extranonce1. Default: 4. */
  readonly size?: number;
  /** Bytes of extranonce2, which the miner chooses. Default: 4. */
  readonly extranonce2Size?: number;
  /**
   * Which of several processes this is, so that they allocate different values: `id` is stored in the highest
   * `bits` bits of each. Default: one process.
   */
  readonly instance?: { readonly id: number; readonly bits: number };
  /** Milliseconds for which a value is reserved for its former session. Default: 600,000. */
  readonly grace?: number;
}

const defaultGrace = 600_000;

/**
 * Allocates extranonce1 values from a counter below the instance's bits, each to one session at a time. A
 * released value can be claimed again by its session; others get it only after the grace time, so that late
 * shares never match another session's coinbase.
 */
export class Extranonces {
  readonly size: number;
  readonly extranonce2Size: number;
  readonly #grace: number;
  readonly #prefix: number;
  /** The number of values. */
  readonly #count: number;
  readonly #used = new Set<string>();
  /** Released values, in the order in which they become free. */
  readonly #resting = new Map<string, { owner: string; free: number }>();
  readonly #owners = new Map<string, string>();
  #next: number;

  /** @throws RpcError `INVALID_OPTION` for invalid sizes or instances. */
  constructor({
    size = 4,
    extranonce2Size = 4,
    instance = { id: 0, bits: 0 },
    grace = defaultGrace,
  }: ExtranonceOptions = {}) {
    const { id, bits } = instance;
    require(size >= 1 && size <= 6, `extranonce.size is ${size}: expected 1 to 6 bytes`);
    require(extranonce2Size >= 2 &&
      extranonce2Size <= 16, `extranonce.extranonce2Size is ${extranonce2Size}: expected 2 to 16 bytes`);
    require(bits >= 0 &&
      bits < 8 * size, `extranonce.instance.bits is ${bits}: expected 0 to ${8 * size - 1}`);
    require(Number.isInteger(id) &&
      id >= 0 &&
      id < 2 ** bits, `extranonce.instance.id is ${id}: expected 0 to ${2 ** bits - 1} for ${bits} bits`);
    this.size = size;
    this.extranonce2Size = extranonce2Size;
    this.#grace = grace;
    this.#count = 2 ** (8 * size - bits);
    this.#prefix = id * this.#count;
    this.#next = Math.floor(Math.random() * this.#count);
  }

  /**
   * Allocates a free value, as hexadecimal digits.
   *
   * @throws RpcError `OVERLOADED` when all are in use.
   */
  allocate(now = Date.now()): string {
    this.#wake(now);
    if (this.#used.size + this.#resting.size >= this.#count)
      throw new RpcError("OVERLOADED", "all extranonce1 values are in use");
    for (;;) {
      const value = (this.#prefix + this.#next).toString(16).padStart(2 * this.size, "0");
      this.#next = (this.#next + 1) % this.#count;
      if (this.#used.has(value) || this.#resting.has(value)) continue;
      this.#used.add(value);
      return value;
    }
  }

  /**
   * Claims the value of a lost session again.
   *
   * @param owner The lost session's id, or the value itself.
   * @returns Undefined when no value is reserved for it any longer.
   */
  claim(owner: string | undefined, now = Date.now()): string | undefined {
    this.#wake(now);
    if (owner === undefined) return undefined;
    const value = this.#owners.get(owner) ?? owner;
    if (!this.#forget(value)) return undefined;
    this.#used.add(value);
    return value;
  }

  /** Releases a value. */
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
