import type { ServerHandlers, WalletEntry } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { type ChainBlock, pathBetween } from "../block-tree.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import { refusal } from "../refusal.js";
import { detailsOf, entriesOf, feeOf, statusOf } from "../wallet/entries.js";
import type { Wallet, WalletRecord } from "../wallet/wallet.js";
import type { Wallets } from "../wallet/wallets.js";
import { blockOf } from "./blocks.js";
import { decoded } from "./decoded.js";

/** Handlers for a wallet's transactions. */
export function historyHandlers(chain: DevChain, wallets: Wallets) {
  const entriesIn = (wallet: Wallet, records: readonly WalletRecord[]): WalletEntry[] =>
    records.flatMap((record) => entriesOf(chain, wallet, record));
  return {
    gettransaction: ({ txid, verbose = false }, context) => {
      const wallet = wallets.of(context);
      const record = wallet.get(txid);
      if (!record) throw refusal(-5, "Invalid or non-wallet transaction id");
      const { transaction } = record;
      const fee = feeOf(wallet, record);
      const credit = wallet.isMature(record) ? wallet.credit(transaction) : 0n;
      return {
        amount: toAmount(credit - wallet.debit(transaction) - (fee ?? 0n)),
        ...(fee !== undefined && { fee: toAmount(fee) }),
        ...statusOf(chain, wallet, record),
        details: detailsOf(wallet, record),
        hex: transaction.bytes.toString("hex"),
        ...(verbose && { decoded: decoded(transaction) }),
      };
    },
    listtransactions: ({ label = "*", count = 10, skip = 0 }, context) => {
      const wallet = wallets.of(context);
      const entries = entriesIn(wallet, wallet.records).filter(
        (entry) => label === "*" || (entry.label === label && entry.category !== "send"),
      );
      const end = Math.max(0, entries.length - skip);
      return entries.slice(Math.max(0, end - count), end);
    },
    listsinceblock: ({ blockhash, targetConfirmations = 1, includeRemoved = true }, context) => {
      const wallet = wallets.of(context);
      if (targetConfirmations < 1) throw refusal(-8, "Invalid parameter");
      const known = blockhash === undefined ? undefined : blockOf(chain, blockhash);
      const { left, joined } = known ? pathBetween(known, chain.tip) : { left: [], joined: undefined };
      const isNewer = (record: WalletRecord) =>
        joined === undefined || Math.abs(wallet.confirmations(record)) <= joined.length;
      const last = chain.at(Math.max(0, chain.tip.height + 1 - targetConfirmations)) ?? chain.tip;
      return {
        transactions: entriesIn(wallet, wallet.records.filter(isNewer)),
        ...(includeRemoved && { removed: entriesIn(wallet, recordsIn(wallet, left)) }),
        lastblock: last.hash,
      };
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** A wallet's transactions in these blocks. */
function recordsIn(wallet: Wallet, blocks: readonly ChainBlock[]): WalletRecord[] {
  const transactions = blocks.flatMap((block) => block.transactions);
  return transactions.flatMap(({ txid }) => wallet.get(txid) ?? []);
}
