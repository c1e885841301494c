import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Hash, Satoshis } from "./shapes.js";

const Prioritised = Type.Object(
  {
    fee_delta: withDescription(Satoshis, "Its fee delta, in satoshis."),
    in_mempool: Type.Boolean({ description: "Whether it is in the mempool." }),
    modified_fee: Type.Optional(
      withDescription(Satoshis, "Its fee including the delta, in satoshis; only if it is in the mempool."),
    ),
  },
  { $id: "Prioritised", description: "A transaction's fee delta." },
);

export default method("getprioritisedtransactions", {
  summary: "Lists the fee deltas of `prioritisetransaction`, since Bitcoin Core 26.",
  result: Type.Record(Type.String(), Prioritised, {
    propertyNames: Hash,
    description: "By txid.",
  }),
  examples: [
    {
      result: {
        "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd": {
          fee_delta: 2000,
          in_mempool: true,
          modified_fee: 16100,
        },
      },
    },
  ],
});
