import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Hash, Satoshis } from "./shapes.js";

export default method("prioritisetransaction", {
  summary: "Treats a transaction as if it paid a higher or lower fee, for templates.",
  description: "The difference is not paid. Deltas add up: not safe to repeat.",
  params: {
    txid: param(Hash, "The transaction; it may enter the mempool later."),
    dummy: optional(
      Type.Number(),
      "Omit it. Dogecoin Core 1.14 requires a number, the priority's delta: use 0.",
    ),
    fee_delta: param(Satoshis, "The fee delta in satoshis; may be negative."),
  },
  result: Type.Boolean({ description: "Always true." }),
  errors: [badParameter],
  examples: [
    {
      params: {
        txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
        fee_delta: 2000,
      },
      result: true,
    },
  ],
});
