import { bitsOfTarget, difficultyOfTarget, sha256d, targetOfBits } from "../work/index.js";
import type { Transaction } from "./transaction.js";

/** The easiest target: every second hash meets it, as on Bitcoin's regtest. */
export const easiestBits = 0x207fffff;

/** Blocks after which a coinbase may be spent. */
export const maturity = 100;

/** The highest weight of a block in weight units. */
export const heaviestBlock = 4_000_000;

/** Blocks between two halvings, as on Bitcoin's regtest. */
const halving = 150;

/** A block's subsidy in satoshis. */
export function subsidyAt(height: number): bigint {
  return 5_000_000_000n >> BigInt(Math.floor(height / halving));
}

/** The limits of the target's change per block: 4/3 and 3/4. */
const easing = { most: 4n, least: 3n };

/** Blocks over which the pace is measured. */
export const paceBlocks = 8;

/**
 * The target of the next block, in compact form. It is adjusted by at most a third per block, so that any hash
 * rate soon finds one block per interval.
 *
 * @param bits The last block's.
 * @param seconds The last blocks' average time.
 * @param interval The target time per block in seconds; 0 keeps the target.
 */
export function nextBits(bits: number, seconds: number, interval: number): number {
  if (interval === 0) return bits;
  const target = targetOfBits(bits);
  const wished =
    (target * BigInt(Math.max(1, Math.round(seconds * 1000)))) / BigInt(Math.round(interval * 1000));
  const highest = (target * easing.most) / easing.least;
  const lowest = (target * easing.least) / easing.most;
  const moved = wished > highest ? highest : wished < lowest ? lowest : wished;
  const easiest = targetOfBits(easiestBits);
  return bitsOfTarget(moved > easiest ? easiest : moved);
}

/** The difficulty of a target in compact form, rounded to 16 digits as daemons do. */
export function difficultyOfBits(bits: number): number {
  return Number(difficultyOfTarget(targetOfBits(bits), sha256d).toPrecision(16));
}

/** The median time of the last eleven blocks, which the next block's time must exceed. */
export function medianTime(times: readonly number[]): number {
  const sorted = times.slice(-11).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Lock times below are heights, others are Unix seconds. */
const firstTime = 500_000_000;

/** Whether a transaction is final in a block at this height and median time (BIP113). */
export function isFinal(
  { lockTime, inputs }: Pick<Transaction, "lockTime" | "inputs">,
  { height, medianTime }: { readonly height: number; readonly medianTime: number },
): boolean {
  if (lockTime < (lockTime < firstTime ? height : medianTime)) return true;
  return inputs.every(({ sequence }) => sequence === 0xffffffff);
}

/** The average number of hashes that a block takes. */
export function workOf(bits: number): bigint {
  return (1n << 256n) / (targetOfBits(bits) + 1n);
}
