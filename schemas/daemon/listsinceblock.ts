import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound, walletErrors } from "./errors.js";
import { Hash, WalletEntry } from "./shapes.js";

export default method("listsinceblock", {
  summary: "Lists what the wallet sent and received since a block.",
  description: [
    "Pass the `lastblock` of one result to the next call to miss nothing, also after restarts and",
    "reorganizations; entries may be repeated.",
  ].join(" "),
  params: {
    blockhash: optional(Hash, "The block. Default: since the genesis block."),
    target_confirmations: optional(
      Type.Integer({ minimum: 1, maximum: 2147483647 }),
      "The number of confirmations of `lastblock`. Default: 1, the tip.",
    ),
    include_watchonly: optional(Type.Boolean(), "Whether watch-only coins count, before Bitcoin Core 30."),
    include_removed: optional(
      Type.Boolean(),
      "Whether to list what a reorganization removed. Default: true. Not in Dogecoin Core 1.14.",
    ),
    include_change: optional(
      Type.Boolean(),
      "Whether to list change, since Bitcoin Core 24. Default: false.",
    ),
    label: optional(
      Type.String(),
      "Only what was received on addresses with this label, since Bitcoin Core 25.",
    ),
  },
  result: Type.Object(
    {
      transactions: Type.Array(WalletEntry, { description: "What was sent and received." }),
      removed: Type.Optional(
        Type.Array(WalletEntry, {
          description: "What was in disconnected blocks; if it is confirmed again, it is in both lists.",
        }),
      ),
      lastblock: withDescription(Hash, "The block to pass to the next call."),
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
