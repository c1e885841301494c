import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";
import { Amount, Count } from "./shapes.js";

export default method("getbalance", {
  summary: "Says how many coins the wallet can spend.",
  description: "Blocks' rewards that are too new are not counted.",
  params: {
    dummy: optional(Type.Literal("*"), "Leave it out, or `*`."),
    minconf: optional(Count, "Count coins with as many confirmations at least. Default: 0."),
    include_watchonly: optional(Type.Boolean(), "Whether coins without a key count, before Bitcoin Core 30."),
    avoid_reuse: optional(
      Type.Boolean(),
      "Whether coins on addresses that were used don't count, in a wallet that keeps them apart. Default: true.",
    ),
  },
  result: withDescription(Amount, "Coins."),
  errors: walletErrors,
  examples: [{ result: "14140.62444195" }],
});
