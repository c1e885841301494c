import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { alreadyLoaded, noSuchWallet, walletFailed } from "./errors.js";
import { LoadedWallet } from "./shapes.js";

export default method("loadwallet", {
  summary: "Loads a wallet.",
  description: "One that is loaded already gets error -35, from Litecoin Core 0.21 error -4.",
  params: {
    filename: param(Type.String(), "The wallet's name, or its path."),
    load_on_startup: optional(
      Type.Boolean(),
      "Whether to load it when the daemon starts. Default: as it was.",
    ),
  },
  result: LoadedWallet,
  errors: [walletFailed, noSuchWallet, alreadyLoaded],
  examples: [{ params: { filename: "pool" }, result: { name: "pool" } }],
});
