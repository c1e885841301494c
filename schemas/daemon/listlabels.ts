import { method, optional, Type } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";

export default method("listlabels", {
  summary: "Lists the labels in use.",
  description: "Not supported by Dogecoin Core 1.14.",
  params: {
    purpose: optional(
      Type.Enum(["receive", "send"]),
      "Only labels of the wallet's own addresses, or of others'. Default: all.",
    ),
  },
  result: Type.Array(Type.String(), { description: "Labels, sorted; empty for addresses without one." }),
  errors: walletErrors,
  examples: [{ params: { purpose: "receive" }, result: ["", "miner"] }],
});
