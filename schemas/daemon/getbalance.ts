import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";
import { Amount, Count } from "./shapes.js";

export default method("getbalance", {
  summary: "Returns the wallet's spendable coins.",
  description: "Immature block rewards are not counted.",
  params: {
    dummy: optional(Type.Literal("*"), "Omit it or use `*`."),
    minconf: optional(Count, "Counts coins with at least this many confirmations. Default: 0."),
    include_watchonly: optional(Type.Boolean(), "Whether watch-only coins count, before Bitcoin Core 30."),
    avoid_reuse: optional(
      Type.Boolean(),
      "Whether to exclude coins on reused addresses, in a wallet that keeps them separate. Default: true.",
    ),
  },
  result: withDescription(Amount, "Coins."),
  errors: walletErrors,
  examples: [{ result: "14140.62444195" }],
});
