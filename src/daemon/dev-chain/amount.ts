import { refusal } from "./refusal.js";

/** Satoshis of a coin. */
const coin = 100_000_000n;

/** All coins that there will ever be. */
const mostCoins = 21_000_000n;

/** Satoshis as the exact decimal of coins that daemons write: `-0.00017200`. */
export function toCoins(satoshis: bigint): string {
  const digits = String(satoshis < 0n ? -satoshis : satoshis).padStart(9, "0");
  return `${satoshis < 0n ? "-" : ""}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

/**
 * Coins as callers write them, a text or a number, in satoshis.
 *
 * @throws RpcError -3 where it is no amount, has more than eight decimals, or is negative.
 */
export function toSatoshis(coins: string | number): bigint {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    String(coins).match(/^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/) ?? [];
  const digits = `${whole}${fraction}`.replace(/0+$/, "");
  const zeros = whole.length + Number(exponent) + 8 - digits.length;
  if (sign === undefined || (zeros < 0 && digits !== "")) throw refusal(-3, "Invalid amount");
  const satoshis = digits === "" ? 0n : BigInt(digits) * 10n ** BigInt(zeros);
  if (sign === "-" || satoshis > mostCoins * coin) throw refusal(-3, "Amount out of range");
  return satoshis;
}
