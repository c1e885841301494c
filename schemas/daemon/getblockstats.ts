import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound } from "./errors.js";
import { Count, Hash, Height, Satoshis, UnixTime } from "./shapes.js";

const LargeSum = Type.Integer({
  minimum: 0,
  description:
    "The total value of all outputs except the coinbase's, in satoshis; inexact above 90 million coins.",
});

export default method("getblockstats", {
  summary: "Returns statistics of a block.",
  description: "Amounts are in satoshis. Not available for pruned blocks.",
  params: {
    hash_or_height: param(Type.Union([Hash, Height]), "The block; Dogecoin Core 1.14 accepts a hash only."),
    stats: optional(Type.Array(Type.String()), "The fields to return. Default: all."),
  },
  result: Type.Object(
    {
      avgfee: Type.Optional(withDescription(Satoshis, "The average fee.")),
      avgfeerate: Type.Optional(
        withDescription(Satoshis, "The average fee rate, in satoshis per virtual byte."),
      ),
      avgtxsize: Type.Optional(withDescription(Count, "The average transaction size in bytes.")),
      blockhash: Type.Optional(withDescription(Hash, "The block's hash.")),
      feerate_percentiles: Type.Optional(
        Type.Array(Satoshis, {
          minItems: 5,
          maxItems: 5,
          description:
            "The fee rates at the 10th, 25th, 50th, 75th and 90th percentile of weight, in satoshis per virtual byte.",
        }),
      ),
      height: Type.Optional(Height),
      ins: Type.Optional(withDescription(Count, "Inputs, without the coinbase's.")),
      maxfee: Type.Optional(withDescription(Satoshis, "The highest fee.")),
      maxfeerate: Type.Optional(
        withDescription(Satoshis, "The highest fee rate, in satoshis per virtual byte."),
      ),
      maxtxsize: Type.Optional(withDescription(Count, "Bytes of the largest transaction.")),
      medianfee: Type.Optional(withDescription(Satoshis, "The median fee.")),
      mediantime: Type.Optional(
        withDescription(UnixTime, "The median time of the last 11 blocks, in Unix seconds."),
      ),
      mediantxsize: Type.Optional(withDescription(Count, "The median transaction size in bytes.")),
      minfee: Type.Optional(withDescription(Satoshis, "The lowest fee.")),
      minfeerate: Type.Optional(
        withDescription(Satoshis, "The lowest fee rate, in satoshis per virtual byte."),
      ),
      mintxsize: Type.Optional(withDescription(Count, "Bytes of the smallest transaction.")),
      outs: Type.Optional(withDescription(Count, "Outputs.")),
      subsidy: Type.Optional(withDescription(Satoshis, "New coins.")),
      swtotal_size: Type.Optional(withDescription(Count, "Bytes of the transactions with a witness.")),
      swtotal_weight: Type.Optional(withDescription(Count, "Their weight units.")),
      swtxs: Type.Optional(withDescription(Count, "Transactions with a witness.")),
      time: Type.Optional(withDescription(UnixTime, "The block's time, in Unix seconds.")),
      total_out: Type.Optional(LargeSum),
      total_size: Type.Optional(withDescription(Count, "Bytes of all transactions except the coinbase.")),
      total_weight: Type.Optional(withDescription(Count, "Their weight units.")),
      totalfee: Type.Optional(withDescription(Satoshis, "All fees.")),
      txs: Type.Optional(withDescription(Count, "Transactions, the coinbase included.")),
      utxo_increase: Type.Optional(Type.Integer({ description: "The increase of unspent outputs." })),
      utxo_size_inc: Type.Optional(Type.Integer({ description: "The increase of their bytes." })),
      utxo_increase_actual: Type.Optional(
        Type.Integer({
          description: "The same without unspendable outputs; newer daemons only.",
        }),
      ),
      utxo_size_inc_actual: Type.Optional(
        Type.Integer({
          description: "The same without unspendable outputs; newer daemons only.",
        }),
      ),
    },
    { $id: "BlockStats", description: "Statistics of a block." },
  ),
  errors: [notFound, badParameter],
  examples: [
    {
      params: { hash_or_height: 145, stats: ["height", "subsidy", "totalfee", "feerate_percentiles"] },
      result: {
        height: 145,
        subsidy: 5000000000,
        totalfee: 49100,
        feerate_percentiles: [100, 100, 100, 100, 100],
      },
    },
  ],
});
