import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { Source, Taken } from "../answer.js";

export default method("mining.wallet", {
  summary: "A transaction of a daemon's wallet is new or has changed.",
  description:
    "It comes when a transaction is seen, again when it is confirmed, and for each one after a rescan.",
  params: {
    txid: param(Type.String({ pattern: "^[0-9a-fA-F]{64}$" }), "The transaction's id in display order."),
    source: optional(Source),
  },
  result: Taken,
  optional: true,
  examples: [
    {
      params: { txid: "f6fe5a8a1c9ee3b4d0ab6ec4a3f4dfb7e3fbc0a2b9c7a8a2b6fbbd3ce1d3a0aa", source: "bitcoin" },
      result: [true],
    },
  ],
});
