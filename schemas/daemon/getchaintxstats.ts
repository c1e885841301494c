import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound } from "./errors.js";
import { Count, Hash, Height, UnixTime } from "./shapes.js";

export default method("getchaintxstats", {
  summary: "Counts the transactions of the chain and of its last blocks.",
  params: {
    nblocks: optional(Count, "The window's number of blocks. Default: one month."),
    blockhash: optional(Hash, "The last block of the window. Default: the tip."),
  },
  result: Type.Object(
    {
      time: withDescription(UnixTime, "The time of the window's last block, in Unix seconds."),
      txcount: Type.Optional(withDescription(Count, "Transactions of the whole chain up to it, if known.")),
      window_final_block_hash: withDescription(Hash, "The window's last block."),
      window_final_block_height: withDescription(Height, "That block's height."),
      window_block_count: withDescription(Count, "Blocks in the window."),
      window_tx_count: Type.Optional(withDescription(Count, "Transactions in the window, if known.")),
      window_interval: Type.Optional(
        Type.Integer({ description: "Seconds from the window's first block to its last." }),
      ),
      txrate: Type.Optional(Type.Number({ description: "Transactions per second in the window." })),
    },
    { $id: "ChainTransactionStats", description: "Transaction counts." },
  ),
  errors: [notFound, badParameter],
  examples: [
    {
      params: { nblocks: 144 },
      result: {
        time: 1795338343,
        txcount: 150,
        window_final_block_hash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        window_final_block_height: 145,
        window_block_count: 144,
        window_interval: 121,
        window_tx_count: 148,
        txrate: 1.223140495867769,
      },
    },
  ],
});
