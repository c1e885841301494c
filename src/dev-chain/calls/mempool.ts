import type { MempoolEntry as EntryAnswer, ServerHandlers } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import type { DevContext } from "../context.js";
import { type Mempool, type MempoolEntry, relayFee } from "../mempool.js";
import { refusal } from "../refusal.js";
import { virtualSize } from "../transaction.js";

/** The relay fee in coins per 1000 virtual bytes. */
export const relayFeeRate = toAmount(1000n * relayFee);

/** The mempool's size limit in bytes, as daemons report it. It is not enforced. */
const maxMempool = 300_000_000;

/** Handlers for the mempool. */
export function mempoolHandlers(mempool: Mempool) {
  return {
    getmempoolinfo: () => {
      const { entries } = mempool;
      return {
        loaded: true,
        size: entries.length,
        bytes: sizeOf(entries),
        usage: entries.reduce((sum, { transaction }) => sum + transaction.bytes.length, 0),
        total_fee: toAmount(entries.reduce((sum, { fee }) => sum + fee, 0n)),
        maxmempool: maxMempool,
        mempoolminfee: relayFeeRate,
        minrelaytxfee: relayFeeRate,
        unbroadcastcount: 0,
      };
    },
    getrawmempool: ({ verbose = false, mempoolSequence = false }) => {
      if (verbose && mempoolSequence)
        throw refusal(-8, "Verbose results cannot contain mempool sequence values.");
      const { entries } = mempool;
      if (verbose)
        return Object.fromEntries(
          entries.map((entry) => [entry.transaction.txid, entryAnswer(mempool, entry)]),
        );
      const txids = idsOf(entries);
      return mempoolSequence ? { txids, mempool_sequence: mempool.changes } : txids;
    },
    getmempoolentry: ({ txid }) => {
      const entry = mempool.get(txid);
      if (!entry) throw refusal(-5, "Transaction not in mempool");
      return entryAnswer(mempool, entry);
    },
    estimatesmartfee: () => ({ errors: ["Insufficient data or no feerate found"], blocks: 0 }),
  } satisfies Partial<ServerHandlers<DevContext>>;
}

function entryAnswer(mempool: Mempool, entry: MempoolEntry): EntryAnswer {
  const { transaction, fee, time, height } = entry;
  const ancestors = mempool.withAncestors(entry);
  const descendants = mempool.withDescendants(entry);
  const feesOf = (entries: readonly MempoolEntry[]) =>
    toAmount(entries.reduce((sum, one) => sum + mempool.modifiedFee(one), 0n));
  return {
    vsize: virtualSize(transaction),
    weight: transaction.weight,
    time,
    height,
    descendantcount: descendants.length,
    descendantsize: sizeOf(descendants),
    ancestorcount: ancestors.length,
    ancestorsize: sizeOf(ancestors),
    wtxid: transaction.wtxid,
    fees: {
      base: toAmount(fee),
      modified: toAmount(mempool.modifiedFee(entry)),
      ancestor: feesOf(ancestors),
      descendant: feesOf(descendants),
    },
    depends: idsOf(mempool.parents(entry)),
    spentby: idsOf(mempool.children(entry)),
    "bip125-replaceable": false,
    unbroadcast: false,
  };
}

function sizeOf(entries: readonly MempoolEntry[]): number {
  return entries.reduce((sum, { transaction }) => sum + virtualSize(transaction), 0);
}

function idsOf(entries: readonly MempoolEntry[]): string[] {
  return entries.map(({ transaction }) => transaction.txid);
}
