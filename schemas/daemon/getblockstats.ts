import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound } from "./errors.js";
import { Count, Hash, Height, Satoshis, UnixTime } from "./shapes.js";

const LargeSum = Type.Integer({
  minimum: 0,
  description: "What all outputs but the coinbase's are worth, in satoshis; inexact above 90 million coins.",
});

export default method("getblockstats", {
  summary: "Counts and sums up what is in a block.",
  description: "Amounts are in satoshis. Blocks that were deleted to save space can't be counted.",
  params: {
    hash_or_height: param(Type.Union([Hash, Height]), "The block; Dogecoin Core 1.14 takes a hash only."),
    stats: optional(Type.Array(Type.String()), "Which fields the answer should have. Default: all."),
  },
  result: Type.Object(
    {
      avgfee: Type.Optional(withDescription(Satoshis, "The average fee.")),
      avgfeerate: Type.Optional(
        withDescription(Satoshis, "The average fee rate, in satoshis per virtual byte."),
      ),
      avgtxsize: Type.Optional(withDescription(Count, "The average bytes of a transaction.")),
      blockhash: Type.Optional(withDescription(Hash, "The block's hash.")),
      feerate_percentiles: Type.Optional(
        Type.Array(Satoshis, {
          minItems: 5,
          maxItems: 5,
          description:
            "What 10, 25, 50, 75 and 90 percent of the block's weight pay at most, in satoshis per virtual byte.",
        }),
      ),
      height: Type.Optional(Height),
      ins: Type.Optional(withDescription(Count, "Inputs, the coinbase's not counted.")),
      maxfee: Type.Optional(withDescription(Satoshis, "The highest fee.")),
      maxfeerate: Type.Optional(
        withDescription(Satoshis, "The highest fee rate, in satoshis per virtual byte."),
      ),
      maxtxsize: Type.Optional(withDescription(Count, "Bytes of the largest transaction.")),
      medianfee: Type.Optional(withDescription(Satoshis, "The median fee.")),
      mediantime: Type.Optional(
        withDescription(UnixTime, "The median time of the last 11 blocks, in Unix seconds."),
      ),
      mediantxsize: Type.Optional(withDescription(Count, "The median bytes of a transaction.")),
      minfee: Type.Optional(withDescription(Satoshis, "The lowest fee.")),
      minfeerate: Type.Optional(
        withDescription(Satoshis, "The lowest fee rate, in satoshis per virtual byte."),
      ),
      mintxsize: Type.Optional(withDescription(Count, "Bytes of the smallest transaction.")),
      outs: Type.Optional(withDescription(Count, "Outputs.")),
      subsidy: Type.Optional(withDescription(Satoshis, "New coins.")),
      swtotal_size: Type.Optional(withDescription(Count, "Bytes of the transactions that have a witness.")),
      swtotal_weight: Type.Optional(withDescription(Count, "Their weight units.")),
      swtxs: Type.Optional(withDescription(Count, "How many have a witness.")),
      time: Type.Optional(withDescription(UnixTime, "The block's time, in Unix seconds.")),
      total_out: Type.Optional(LargeSum),
      total_size: Type.Optional(withDescription(Count, "Bytes of all transactions but the coinbase.")),
      total_weight: Type.Optional(withDescription(Count, "Their weight units.")),
      totalfee: Type.Optional(withDescription(Satoshis, "All fees.")),
      txs: Type.Optional(withDescription(Count, "Transactions, the coinbase included.")),
      utxo_increase: Type.Optional(Type.Integer({ description: "How many unspent outputs there are more." })),
      utxo_size_inc: Type.Optional(Type.Integer({ description: "How many bytes they take more." })),
      utxo_increase_actual: Type.Optional(
        Type.Integer({
          description: "The same without outputs that nobody can spend; newer daemons only.",
        }),
      ),
      utxo_size_inc_actual: Type.Optional(
        Type.Integer({
          description: "The same without outputs that nobody can spend; newer daemons only.",
        }),
      ),
    },
    { $id: "BlockStats", description: "What is in a block, in numbers." },
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
