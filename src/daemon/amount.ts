import { RpcError } from "../rpc/index.js";

/** Decimals of a coin: a satoshi is its smallest part. */
const decimals = 8;

/**
 * Coins as daemons write them, in satoshis: `toSatoshis("0.30000000")` is `30000000n`. Exact for any
 * amount, where a number loses digits above 67 million coins.
 *
 * @param amount A decimal, also a negative one or one with an exponent (`1e-8`).
 * @throws RpcError `INVALID_OPTION` where it is none, or has parts of a satoshi.
 */
export function toSatoshis(amount: string): bigint {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    amount.match(/^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/) ?? [];
  const digits = `${whole}${fraction}`.replace(/0+$/, "");
  const zeros = whole.length + Number(exponent) + decimals - digits.length;
  if (sign === undefined || (zeros < 0 && digits !== ""))
    throw new RpcError("INVALID_OPTION", `${amount} is no amount: a decimal with up to 8 places is`);
  const satoshis = digits === "" ? 0n : BigInt(digits) * 10n ** BigInt(zeros);
  return sign === "-" ? -satoshis : satoshis;
}

/** Satoshis as the decimal of coins that daemons take and write: `toAmount(30000000n)` is `"0.30000000"`. */
export function toAmount(satoshis: bigint): string {
  const digits = String(satoshis < 0n ? -satoshis : satoshis).padStart(decimals + 1, "0");
  return `${satoshis < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
