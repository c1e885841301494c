import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Amount, Count, Hash, Height } from "./shapes.js";

const Unspendables = Type.Object(
  {
    genesis_block: withDescription(Amount, "The genesis block's reward, in coins."),
    bip30: withDescription(Amount, "Coinbases replaced by a later one with the same txid, in coins."),
    scripts: withDescription(Amount, "Paid to unspendable scripts, in coins."),
    unclaimed_rewards: withDescription(Amount, "Rewards that miners did not claim, in coins."),
  },
  { $id: "Unspendables", description: "The block's unspendable coins by reason." },
);

const BlockCoins = Type.Object(
  {
    prevout_spent: withDescription(Amount, "The total value of the block's inputs, in coins."),
    coinbase: withDescription(Amount, "The total value of its coinbase's outputs, in coins."),
    new_outputs_ex_coinbase: withDescription(Amount, "The total value of its other outputs, in coins."),
    unspendable: withDescription(Amount, "The unspendable part of it, in coins."),
    unspendables: Unspendables,
  },
  { $id: "BlockCoins", description: "A block's effect on the coins." },
);

export default method("gettxoutsetinfo", {
  summary: "Returns statistics of all unspent outputs.",
  description: "Takes minutes on a large chain: use a long deadline.",
  params: {
    hash_type: optional(
      Type.String(),
      "The hash to compute: `hash_serialized_2`, since Bitcoin Core 26 `hash_serialized_3`, `muhash`, `none`.",
    ),
    hash_or_height: optional(
      Type.Union([Hash, Height]),
      "The block as of which to report, since Bitcoin Core 22; requires `-coinstatsindex`. Default: the tip.",
    ),
    use_index: optional(Type.Boolean(), "Whether `-coinstatsindex` may be used. Default: true."),
  },
  result: Type.Object(
    {
      height: Height,
      bestblock: withDescription(Hash, "The last block that is included."),
      transactions: Type.Optional(
        withDescription(Count, "Transactions with unspent outputs; not from an index."),
      ),
      txouts: withDescription(Count, "Unspent outputs."),
      bogosize: Type.Optional(withDescription(Count, "A database-independent measure of their size.")),
      hash_serialized_2: Type.Optional(withDescription(Hash, "Their hash, before Bitcoin Core 26.")),
      hash_serialized_3: Type.Optional(withDescription(Hash, "Their hash, since Bitcoin Core 26.")),
      muhash: Type.Optional(withDescription(Hash, "Their MuHash, if requested.")),
      disk_size: Type.Optional(withDescription(Count, "Bytes on disk; not from an index.")),
      total_amount: withDescription(Amount, "Their total amount in coins."),
      total_unspendable_amount: Type.Optional(
        withDescription(Amount, "Unspendable coins; from an index only."),
      ),
      block_info: Type.Optional(withDescription(BlockCoins, "The last block's amounts; from an index only.")),
    },
    { $id: "TxOutSetInfo", description: "Statistics of all unspent outputs." },
  ),
  errors: [badParameter],
  examples: [
    {
      result: {
        height: 145,
        bestblock: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        txouts: 151,
        bogosize: 10878,
        hash_serialized_3: "64de18ef865c5014f26990579b0376eb8f14f9ff6ad14b83e0874d6d9a6fe7cf",
        total_amount: "7250.00000000",
        transactions: 146,
        disk_size: 8266,
      },
    },
    {
      name: "from an index",
      params: { hash_type: "none", hash_or_height: 145 },
      result: {
        height: 145,
        bestblock: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        txouts: 151,
        bogosize: 10878,
        total_amount: "7250.00000000",
        total_unspendable_amount: "50.00000000",
        block_info: {
          prevout_spent: "99.99985900",
          coinbase: "50.00049100",
          new_outputs_ex_coinbase: "99.99936800",
          unspendable: "0.00000000",
          unspendables: {
            genesis_block: "0.00000000",
            bip30: "0.00000000",
            scripts: "0.00000000",
            unclaimed_rewards: "0.00000000",
          },
        },
      },
    },
  ],
});
