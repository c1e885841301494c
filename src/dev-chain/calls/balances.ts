import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { payeeOf } from "../address.js";
import { toSpendable } from "../amount.js";
import type { DevContext } from "../context.js";
import type { Holding, Wallet } from "../wallet/wallet.js";
import type { Wallets } from "../wallet/wallets.js";

/** Handlers for a wallet's coins. */
export function balanceHandlers(wallets: Wallets) {
  return {
    getbalance: ({ minconf = 0 }, context) => {
      const counted = wallets.of(context).holdings.filter(({ confirmations }) => confirmations >= minconf);
      return toAmount(sumOf(counted.filter(isSpendable)));
    },
    getbalances: (_, context) => {
      const { trusted, pending, immature } = balancesOf(wallets.of(context));
      return {
        mine: {
          trusted: toAmount(trusted),
          untrusted_pending: toAmount(pending),
          immature: toAmount(immature),
        },
      };
    },
    listunspent: (
      { minconf = 1, maxconf = 9_999_999, addresses, includeUnsafe = true, queryOptions = {} },
      context,
    ) => {
      const wanted = addresses?.map((address) => payeeOf(address).script.toString("hex"));
      const { minimumAmount = "0", maximumAmount, minimumSumAmount, maximumCount } = queryOptions;
      const lowest = toSpendable(minimumAmount);
      const highest = maximumAmount === undefined ? undefined : toSpendable(maximumAmount);
      const found = wallets
        .of(context)
        .holdings.filter(
          ({ confirmations, isMature, isTrusted, output: { script, value } }) =>
            isMature &&
            confirmations >= minconf &&
            confirmations <= maxconf &&
            (wanted?.includes(script.toString("hex")) ?? true) &&
            (includeUnsafe || isTrusted) &&
            value >= lowest &&
            (highest === undefined || value <= highest),
        );
      const enough = minimumSumAmount === undefined ? found : upTo(found, toSpendable(minimumSumAmount));
      return enough.slice(0, maximumCount).map(unspentOutput);
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** A wallet's balances in satoshis. */
export function balancesOf(wallet: Wallet): { trusted: bigint; pending: bigint; immature: bigint } {
  const { holdings } = wallet;
  return {
    trusted: sumOf(holdings.filter(isSpendable)),
    pending: sumOf(holdings.filter(({ isTrusted }) => !isTrusted)),
    immature: sumOf(holdings.filter(({ isMature }) => !isMature)),
  };
}

function isSpendable({ isMature, isTrusted }: Holding): boolean {
  return isMature && isTrusted;
}

function sumOf(holdings: readonly Holding[]): bigint {
  return holdings.reduce((sum, { output }) => sum + output.value, 0n);
}

/** The first of them that together reach a sum. */
function upTo(holdings: readonly Holding[], wanted: bigint): Holding[] {
  const count = holdings.findIndex((_, index) => sumOf(holdings.slice(0, index + 1)) >= wanted);
  return holdings.slice(0, count === -1 ? undefined : count + 1);
}

function unspentOutput({ record, vout, output, address, confirmations, isTrusted }: Holding) {
  return {
    txid: record.transaction.txid,
    vout,
    address: address.address,
    ...(!address.isChange && { label: address.label }),
    scriptPubKey: output.script.toString("hex"),
    amount: toAmount(output.value),
    confirmations,
    spendable: true,
    solvable: true,
    safe: isTrusted,
  };
}
