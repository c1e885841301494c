import { toSatoshis } from "../daemon/amount.js";
import { refusal } from "./refusal.js";

/** Satoshis of all coins that there will ever be. */
const most = 2_100_000_000_000_000n;

/**
 * Coins as callers write them, a text or a number, in satoshis.
 *
 * @throws RpcError -3 where it is no amount, has more than eight decimals, or is none that can be paid.
 */
export function toSpendable(coins: string | number): bigint {
  const satoshis = parse(String(coins));
  if (satoshis < 0n || satoshis > most) throw refusal(-3, "Amount out of range");
  return satoshis;
}

function parse(coins: string): bigint {
  try {
    return toSatoshis(coins);
  } catch {
    throw refusal(-3, "Invalid amount");
  }
}
