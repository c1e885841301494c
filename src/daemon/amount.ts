import { RpcError } from "../rpc/index.js";

/** Decimal places of a coin. */
const decimals = 8;

/**
 * Converts a daemon's decimal amount of coins to satoshis: `toSatoshis("0.30000000")` is `30000000n`.
 * Exact for any amount; a number loses digits above 67 million coins.
 *
 * @param amount A decimal; may be negative or have an exponent (`1e-8`).
 * @throws RpcError `INVALID_OPTION` for an invalid decimal or fractions of a satoshi.
 */
export function toSatoshis(amount: string): bigint {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    amount.match(/^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/) ?? [];
  const digits = `${whole}${fraction}`.replace(/0+$/, "");
  const zeros = whole.length + Number(exponent) + decimals - digits.length;
  if (sign === undefined || (zeros < 0 && digits !== ""))
    throw new RpcError(
      "INVALID_OPTION",
      `invalid amount "${amount}": expected a decimal with up to 8 places`,
    );
  const satoshis = digits === "" ? 0n : BigInt(digits) * 10n ** BigInt(zeros);
  return sign === "-" ? -satoshis : satoshis;
}

/** Converts satoshis to the decimal amount of coins that daemons use: `toAmount(30000000n)` is `"0.30000000"`. */
export function toAmount(satoshis: bigint): string {
  const digits = String(satoshis < 0n ? -satoshis : satoshis).padStart(decimals + 1, "0");
  return `${satoshis < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
