import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Hash, Satoshis } from "./shapes.js";

export default method("prioritisetransaction", {
  summary: "Has templates treat a transaction as if it paid more, or less.",
  description: "Nobody pays the difference. It adds up: not safe to repeat.",
  params: {
    txid: param(Hash, "The transaction; it need not be in the mempool yet."),
    dummy: optional(
      Type.Number(),
      "Leave it out. Dogecoin Core 1.14 wants a number here, what to add to the priority: give 0.",
    ),
    fee_delta: param(Satoshis, "What to add to its fee, in satoshis; negative to take away."),
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
