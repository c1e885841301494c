import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Amount, Count, Hash, Height } from "./shapes.js";

const Unspendables = Type.Object(
  {
    genesis_block: withDescription(Amount, "The genesis block's reward, in coins."),
    bip30: withDescription(Amount, "Coinbases that a later one of the same txid replaced, in coins."),
    scripts: withDescription(Amount, "Paid to scripts that can't succeed, in coins."),
    unclaimed_rewards: withDescription(Amount, "What miners did not claim, in coins."),
  },
  { $id: "Unspendables", description: "Why coins of the block can't be spent." },
);

const BlockCoins = Type.Object(
  {
    prevout_spent: withDescription(Amount, "What the block spends, in coins."),
    coinbase: withDescription(Amount, "What its coinbase pays, in coins."),
    new_outputs_ex_coinbase: withDescription(Amount, "What its other transactions pay, in coins."),
    unspendable: withDescription(Amount, "What of it nobody can spend, in coins."),
    unspendables: Unspendables,
  },
  { $id: "BlockCoins", description: "What one block did to the coins." },
);

export default method("gettxoutsetinfo", {
  summary: "Counts all unspent outputs and the coins in them.",
  description: "It reads them all, which takes minutes on a large chain: give it a long deadline.",
  params: {
    hash_type: optional(
      Type.String(),
      "Which hash to make of them: `hash_serialized_2`, since Bitcoin Core 26 `hash_serialized_3`, `muhash`, `none`.",
    ),
    hash_or_height: optional(
      Type.Union([Hash, Height]),
      "Up to which block, since Bitcoin Core 22; needs `-coinstatsindex`. Default: the tip.",
    ),
    use_index: optional(Type.Boolean(), "Whether `-coinstatsindex` may be used. Default: true."),
  },
  result: Type.Object(
    {
      height: Height,
      bestblock: withDescription(Hash, "The block up to which it was counted."),
      transactions: Type.Optional(
        withDescription(Count, "Transactions with unspent outputs; not from an index."),
      ),
      txouts: withDescription(Count, "Unspent outputs."),
      bogosize: Type.Optional(withDescription(Count, "A measure of their size, the same on every machine.")),
      hash_serialized_2: Type.Optional(withDescription(Hash, "Their hash, before Bitcoin Core 26.")),
      hash_serialized_3: Type.Optional(withDescription(Hash, "Their hash, since Bitcoin Core 26.")),
      muhash: Type.Optional(
        withDescription(Hash, "Their hash that can be kept up to date, if it was asked for."),
      ),
      disk_size: Type.Optional(withDescription(Count, "Bytes on disk; not from an index.")),
      total_amount: withDescription(Amount, "All coins in them."),
      total_unspendable_amount: Type.Optional(
        withDescription(Amount, "Coins that nobody can spend; from an index only."),
      ),
      block_info: Type.Optional(withDescription(BlockCoins, "What the last block did; from an index only.")),
    },
    { $id: "TxOutSetInfo", description: "All unspent outputs, in numbers." },
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
