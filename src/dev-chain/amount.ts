import { toSatoshis } from "../daemon/amount.js";
import { refusal } from "./refusal.js";

/** The maximum supply in satoshis. */
const most = 2_100_000_000_000_000n;

/**
 * Converts a caller's amount of coins, a text or a number, to satoshis.
 *
 * @throws RpcError -3 for an invalid amount, more than eight decimals, or an amount out of range.
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
