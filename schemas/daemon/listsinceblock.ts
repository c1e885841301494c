import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound, walletErrors } from "./errors.js";
import { Hash, WalletEntry } from "./shapes.js";

export default method("listsinceblock", {
  summary: "Lists what the wallet sent and received since a block.",
  description: [
    "Give the `lastblock` of one answer with the next call and nothing is missed, through restarts and",
    "reorganisations; entries may come again.",
  ].join(" "),
  params: {
    blockhash: optional(Hash, "The block. Default: all there ever was."),
    target_confirmations: optional(
      Type.Integer({ minimum: 1, maximum: 2147483647 }),
      "`lastblock` is the block with as many confirmations. Default: 1, the tip.",
    ),
    include_watchonly: optional(Type.Boolean(), "Whether coins without a key count, before Bitcoin Core 30."),
    include_removed: optional(
      Type.Boolean(),
      "Whether to list what fell out of the chain. Default: true. Not in Dogecoin Core 1.14.",
    ),
    include_change: optional(
      Type.Boolean(),
      "Whether to list change, too, since Bitcoin Core 24. Default: false.",
    ),
    label: optional(Type.String(), "Only what was received under this label, since Bitcoin Core 25."),
  },
  result: Type.Object(
    {
      transactions: Type.Array(WalletEntry, { description: "What was sent and received." }),
      removed: Type.Optional(
        Type.Array(WalletEntry, {
          description: "What was in blocks that fell out of the chain; if it is back, it is in both lists.",
        }),
      ),
      lastblock: withDescription(Hash, "The block to give with the next call."),
    },
    { $id: "WalletChanges", description: "What a wallet sent and received since a block." },
  ),
  errors: [notFound, badParameter, ...walletErrors],
  examples: [
    {
      params: {
        blockhash: "ed35fd076b8e0e243007522d277ef7ffa65d24d343d3f4fc25330980ebd02fe1",
        target_confirmations: 6,
      },
      result: {
        transactions: [
          {
            address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q",
            category: "immature",
            amount: "3.12555800",
            label: "",
            vout: 0,
            confirmations: 1,
            generated: true,
            blockhash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
            blockheight: 740,
            blockindex: 0,
            blocktime: 1795338346,
            txid: "605dbe6de934bca60377eeb051101fae79f432a5809cd0b5d2f683ed7eb367d4",
            walletconflicts: [],
            time: 1795338346,
            timereceived: 1795338346,
          },
        ],
        removed: [],
        lastblock: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
      },
    },
  ],
});
