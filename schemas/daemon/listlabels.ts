import { method, optional, Type } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";

export default method("listlabels", {
  summary: "Lists the labels in use.",
  description: "Dogecoin Core 1.14 does not have it.",
  params: {
    purpose: optional(
      Type.Enum(["receive", "send"]),
      "Only those of the wallet's own addresses, or of others'. Default: all.",
    ),
  },
  result: Type.Array(Type.String(), { description: "Labels, in order; empty for addresses without one." }),
  errors: walletErrors,
  examples: [{ params: { purpose: "receive" }, result: ["", "miner"] }],
});
