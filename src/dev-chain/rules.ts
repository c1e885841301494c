import { bitsOfTarget, difficultyOfTarget, sha256d, targetOfBits } from "../work/index.js";
import type { Transaction } from "./transaction.js";

/** The easiest target: every second hash meets it, as on Bitcoin's regtest. */
export const easiestBits = 0x207fffff;

/** Blocks after which a coinbase may be spent, as everywhere. */
export const maturity = 100;

/** Weight units of the heaviest block. */
export const heaviestBlock = 4_000_000;

/** Blocks between two halvings, as on Bitcoin's regtest. */
const halving = 150;

/** The coins that a block makes, in satoshis. */
export function subsidyAt(height: number): bigint {
  return 5_000_000_000n >> BigInt(Math.floor(height / halving));
}

/** How far the target may move with one block. */
const easing = { most: 4n, least: 3n };

/** Blocks over which the pace is measured. */
export const paceBlocks = 8;

/**
 * The target of the next block: moved towards the wished pace, by a third at the most, so that any hash
 * rate finds a block in about the interval before long.
 *
 * @param bits The last block's.
 * @param seconds What the last blocks took on average.
 * @param interval What they should take, in seconds; 0 keeps the target.
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

/** The difficulty of a target in compact form, with the sixteen digits that daemons write. */
export function difficultyOfBits(bits: number): number {
  return Number(difficultyOfTarget(targetOfBits(bits), sha256d).toPrecision(16));
}

/** The median of the last eleven blocks' times: a block's own must be above. */
export function medianTime(times: readonly number[]): number {
  const sorted = times.slice(-11).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Lock times below are heights, others Unix seconds. */
const firstTime = 500_000_000;

/** Whether a transaction may be in a block at this height, the median time before it being this (BIP113). */
export function isFinal(
  { lockTime, inputs }: Pick<Transaction, "lockTime" | "inputs">,
  { height, medianTime }: { readonly height: number; readonly medianTime: number },
): boolean {
  if (lockTime < (lockTime < firstTime ? height : medianTime)) return true;
  return inputs.every(({ sequence }) => sequence === 0xffffffff);
}

/** Hashes that a block took on average, by its target. */
export function workOf(bits: number): bigint {
  return (1n << 256n) / (targetOfBits(bits) + 1n);
}
