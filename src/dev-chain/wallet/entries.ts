import type {
  WalletEntry,
  WalletTransactionDetail,
  WalletTransactionStatus,
} from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { addressOfScript } from "../address.js";
import type { DevChain } from "../chain.js";
import { isCoinbase } from "../transaction.js";
import type { Wallet, WalletRecord } from "./wallet.js";

/** A wallet's transaction as list entries, one per output, the last output first. */
export function entriesOf(chain: DevChain, wallet: Wallet, record: WalletRecord): WalletEntry[] {
  const status = statusOf(chain, wallet, record);
  return detailsOf(wallet, record)
    .toReversed()
    .map((detail) => ({ ...detail, ...status }));
}

/** A transaction's status. */
export function statusOf(chain: DevChain, wallet: Wallet, record: WalletRecord): WalletTransactionStatus {
  const { transaction, received, notes = {} } = record;
  const { txid, wtxid, inputs } = transaction;
  const place = chain.find(txid);
  return {
    txid,
    wtxid,
    confirmations: wallet.confirmations(record),
    ...(isCoinbase(transaction) && { generated: true }),
    ...(place
      ? {
          blockhash: place.block.hash,
          blockheight: place.block.height,
          blockindex: place.index,
          blocktime: place.block.time,
        }
      : { trusted: wallet.isTrusted(record) }),
    walletconflicts: wallet.rivals(transaction),
    time: received,
    timereceived: received,
    ...(notes.comment && { comment: notes.comment }),
    ...(notes.to && { to: notes.to }),
    "bip125-replaceable": !place && inputs.some(({ sequence }) => sequence < 0xfffffffe) ? "yes" : "no",
  };
}

/** What a transaction sends, followed by what it receives. Change is neither. */
export function detailsOf(wallet: Wallet, record: WalletRecord): WalletTransactionDetail[] {
  const { transaction } = record;
  const fee = feeOf(wallet, record);
  const outputs = transaction.outputs.flatMap(({ value, script }, vout) => {
    const known = wallet.addresses.get(script);
    const address = addressOfScript(script);
    if (fee !== undefined && known?.isChange) return [];
    return { value, vout, known, facts: { ...(address !== undefined && { address }), vout } };
  });
  const sent = outputs.map(({ value, known, facts }) => ({
    ...facts,
    category: "send" as const,
    amount: toAmount(-value),
    ...(known && { label: known.label }),
    fee: toAmount(fee ?? 0n),
    abandoned: false,
  }));
  const received = outputs
    .filter(({ known }) => known?.isOwn)
    .map(({ value, known, facts }) => ({
      ...facts,
      category: categoryOf(wallet, record),
      amount: toAmount(value),
      ...(known && { label: known.label }),
    }));
  return fee === undefined ? received : [...sent, ...received];
}

/** The fee in satoshis, negative; undefined when the wallet did not send the transaction. */
export function feeOf(wallet: Wallet, { transaction }: WalletRecord): bigint | undefined {
  const debit = wallet.debit(transaction);
  if (debit === 0n) return undefined;
  return transaction.outputs.reduce((sum, { value }) => sum + value, 0n) - debit;
}

function categoryOf(wallet: Wallet, record: WalletRecord): WalletTransactionDetail["category"] {
  if (!isCoinbase(record.transaction)) return "receive";
  if (wallet.confirmations(record) < 1) return "orphan";
  return wallet.isMature(record) ? "generate" : "immature";
}
