import { method, optional, Type } from "../../codegen/schema/index.js";
import { badParameter, noSuchWallet } from "./errors.js";

export default method("unloadwallet", {
  summary: "Unloads a wallet.",
  params: {
    wallet_name: optional(Type.String(), "The wallet's name. Omit it in a call to the wallet's path."),
    load_on_startup: optional(
      Type.Boolean(),
      "Whether to load it when the daemon starts. Default: unchanged.",
    ),
  },
  result: Type.Object(
    {
      warning: Type.Optional(Type.String({ description: "The warning, or empty; until Bitcoin Core 25." })),
      warnings: Type.Optional(Type.Array(Type.String(), { description: "Warnings, since Bitcoin Core 25." })),
    },
    { $id: "UnloadedWallet", description: "An unloaded wallet." },
  ),
  errors: [badParameter, noSuchWallet],
  examples: [{ params: { wallet_name: "pool" }, result: {} }],
});
