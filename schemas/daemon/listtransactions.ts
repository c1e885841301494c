import { method, optional, Type } from "../../codegen/schema/index.js";
import { badParameter, walletErrors } from "./errors.js";
import { Count, WalletEntry } from "./shapes.js";

export default method("listtransactions", {
  summary: "Lists what the wallet last sent and received, per output.",
  description: "To follow a wallet without missing anything, use `listsinceblock`.",
  params: {
    label: optional(
      Type.String(),
      "Only what was received on addresses with this label. Default: `*`, everything.",
    ),
    count: optional(Count, "The number of entries. Default: 10."),
    skip: optional(Count, "The number of newest entries to skip. Default: 0."),
    include_watchonly: optional(Type.Boolean(), "Whether watch-only coins count, before Bitcoin Core 30."),
  },
  result: Type.Array(WalletEntry, { description: "Oldest first." }),
  errors: [badParameter, ...walletErrors],
  examples: [
    {
      params: { count: 1 },
      result: [
        {
          address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q",
          category: "send",
          amount: "-0.10000000",
          label: "",
          vout: 1,
          fee: "-0.00017500",
          confirmations: 1,
          blockhash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
          blockheight: 740,
          blockindex: 3,
          blocktime: 1795338346,
          txid: "f177280c1093722ac37e239470cace38a0d20c24ab8ed95f08979551c0276bc0",
          walletconflicts: [],
          time: 1795338346,
          timereceived: 1795338346,
          comment: "round 17",
          abandoned: false,
        },
      ],
    },
  ],
});
