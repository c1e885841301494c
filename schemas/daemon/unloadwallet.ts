import { method, optional, Type } from "../../codegen/schema/index.js";
import { badParameter, noSuchWallet } from "./errors.js";

export default method("unloadwallet", {
  summary: "Unloads a wallet.",
  params: {
    wallet_name: optional(
      Type.String(),
      "The wallet's name. Leave it out in a call to the wallet's own path.",
    ),
    load_on_startup: optional(
      Type.Boolean(),
      "Whether to load it when the daemon starts. Default: as it was.",
    ),
  },
  result: Type.Object(
    {
      warning: Type.Optional(
        Type.String({ description: "What went wrong, empty for nothing, until Bitcoin Core 25." }),
      ),
      warnings: Type.Optional(
        Type.Array(Type.String(), { description: "What went wrong, since Bitcoin Core 25." }),
      ),
    },
    { $id: "UnloadedWallet", description: "A wallet that is no longer loaded." },
  ),
  errors: [badParameter, noSuchWallet],
  examples: [{ params: { wallet_name: "pool" }, result: {} }],
});
