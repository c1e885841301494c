import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { Source, Taken } from "../answer.js";

export default method("mining.block", {
  summary: "Reports a daemon's new best block.",
  description:
    "Calls may arrive out of order or twice: treat one as a hint to request the tip, not as the tip.",
  params: {
    hash: param(Type.String({ pattern: "^[0-9a-fA-F]{64}$" }), "The block's hash in display order."),
    source: optional(Source),
  },
  result: Taken,
  optional: true,
  examples: [
    {
      params: {
        hash: "a5040973b83bad0cf46d02a3e914a1e50432692d0380ff81788142106ced8cdf",
        source: "Litecoin",
      },
      result: [true],
    },
  ],
});
