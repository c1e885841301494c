import type { SendtoaddressParams, ServerHandlers } from "../../../generated/daemon/index.js";
import { payeeOf } from "../address.js";
import { toSpendable } from "../amount.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import type { Mempool } from "../mempool.js";
import { refusal } from "../refusal.js";
import { makeTransaction } from "../transaction.js";
import { buildPayment, dummyWitness } from "../wallet/payment.js";
import { fallbackFeeRate, type Wallet } from "../wallet/wallet.js";
import type { Wallets } from "../wallet/wallets.js";
import { read } from "./raw-transactions.js";

/** Options of a payment. */
type Terms = Pick<SendtoaddressParams, "comment" | "commentTo" | "feeRate" | "replaceable" | "verbose">;

/** Handlers for payments. No call is idempotent: each one pays. */
export function sendingHandlers(chain: DevChain, mempool: Mempool, wallets: Wallets) {
  const pay = (
    wallet: Wallet,
    amounts: Readonly<Record<string, string>>,
    feePayers: readonly string[],
    { comment, commentTo, feeRate, replaceable = false, verbose = false }: Terms,
  ) => {
    wallet.lock.mustBeOpen();
    const { rate, reason } = rateOf(wallet, feeRate);
    const payment = buildPayment(wallet.holdings, {
      outputs: Object.entries(amounts).map(([address, amount]) => ({
        script: payeeOf(address).script,
        value: toSpendable(amount),
      })),
      feePayers: Object.keys(amounts).flatMap((address, index) => (feePayers.includes(address) ? index : [])),
      feeRate: rate,
      replaceable,
      change: wallet.addresses.newChange().script,
      lockTime: chain.tip.height,
    });
    const verdict = mempool.add(payment);
    if (typeof verdict === "string") throw refusal(-4, `Error: The transaction was rejected: ${verdict}`);
    wallet.note(payment.txid, { comment, to: commentTo });
    return verbose ? { txid: payment.txid, fee_reason: reason } : payment.txid;
  };
  return {
    sendtoaddress: (params, context) => {
      const { address, amount, subtractfeefromamount = false } = params;
      return pay(wallets.of(context), { [address]: amount }, subtractfeefromamount ? [address] : [], params);
    },
    sendmany: (params, context) => {
      const { amounts, subtractfeefrom = [] } = params;
      return pay(wallets.of(context), amounts, subtractfeefrom, params);
    },
    signrawtransactionwithwallet: ({ hexstring }, context) => {
      const wallet = wallets.of(context);
      wallet.lock.mustBeOpen();
      const unsigned = read(hexstring);
      const isOurs = unsigned.inputs.map((input) => wallet.ownOutput(input) !== undefined);
      const signed = makeTransaction({
        ...unsigned,
        inputs: unsigned.inputs.map((input, index) =>
          isOurs[index] ? { ...input, witness: dummyWitness } : input,
        ),
      });
      const errors = signed.inputs
        .filter((_, index) => !isOurs[index])
        .map(({ txid, vout, sequence }) => ({
          txid,
          vout,
          witness: [],
          scriptSig: "",
          sequence,
          error: "Input not found or already spent",
        }));
      return {
        hex: signed.bytes.toString("hex"),
        complete: errors.length === 0,
        ...(errors.length > 0 && { errors }),
      };
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** Satoshis per 1000 virtual bytes, with Bitcoin Core's `fee_reason`. */
function rateOf(wallet: Wallet, given: number | undefined): { rate: bigint; reason: string } {
  const rate = given === undefined ? wallet.feeRate : BigInt(Math.round(1000 * given));
  return rate > 0n ? { rate, reason: "PayTxFee set" } : { rate: fallbackFeeRate, reason: "Fallback fee" };
}
