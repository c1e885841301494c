import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { Source, Taken } from "../answer.js";

export default method("mining.wallet", {
  summary: "Reports a new or changed transaction of a daemon's wallet.",
  description:
    "Sent when a transaction is first seen, when it is confirmed, and for every transaction after a rescan.",
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
