import type { Algorithm } from "./algorithm.js";
import { toNumber } from "./byte-order.js";

/**
 * The target of a share difficulty: a hash meets it when, as a number, it is at or below the target.
 *
 * The difficulty is read as a decimal, as on the wire: 0.001 is a thousandth, not the double nearest
 * to it.
 *
 * @throws RangeError if the difficulty is not finite and above 0.
 */
export function targetOfDifficulty(difficulty: number, { difficulty1 }: Algorithm): bigint {
  if (!(difficulty > 0 && Number.isFinite(difficulty)))
    throw new RangeError(`invalid difficulty ${difficulty}: expected a finite number above 0`);
  const [digits = "0", exponent = "0"] = String(difficulty).split("e");
  const [whole = "0", fraction = ""] = digits.split(".");
  const scale = Number(exponent) - fraction.length;
  const mantissa = BigInt(whole + fraction);
  const target =
    scale < 0
      ? (difficulty1 * 10n ** BigInt(-scale)) / mantissa
      : difficulty1 / (mantissa * 10n ** BigInt(scale));
  return target < highest ? target : highest;
}

const highest = (1n << 256n) - 1n;

/** The difficulty of a target. */
export function difficultyOfTarget(target: bigint, { difficulty1 }: Algorithm): number {
  return target === 0n ? Number.POSITIVE_INFINITY : Number((difficulty1 << 128n) / target) / 2 ** 128;
}

/** The highest difficulty that a proof-of-work hash in internal byte order meets. */
export function difficultyOfHash(hash: Uint8Array, algorithm: Algorithm): number {
  return difficultyOfTarget(toNumber(hash), algorithm);
}

/**
 * The target of a header's compact form (`nBits`): three bytes of mantissa, shifted left by the first
 * byte minus three bytes.
 */
export function targetOfBits(bits: number): bigint {
  const size = bits >>> 24;
  const mantissa = BigInt(bits & 0x7fffff);
  return size <= 3 ? mantissa >> BigInt(8 * (3 - size)) : mantissa << BigInt(8 * (size - 3));
}

/** The compact form of a target, rounded down to its precision. */
export function bitsOfTarget(target: bigint): number {
  let size = Math.ceil(target.toString(16).length / 2);
  let mantissa = Number(size <= 3 ? target << BigInt(8 * (3 - size)) : target >> BigInt(8 * (size - 3)));
  if (mantissa >= 0x800000) {
    mantissa >>>= 8;
    size++;
  }
  return ((size << 24) | mantissa) >>> 0;
}

/** A target as 64 hexadecimal digits, most significant first. */
export function targetHex(target: bigint): string {
  return target.toString(16).padStart(64, "0");
}
