import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { alreadyLoaded, noSuchWallet, walletFailed } from "./errors.js";
import { LoadedWallet } from "./shapes.js";

export default method("loadwallet", {
  summary: "Loads a wallet.",
  description: "A wallet that is already loaded returns error -35; -4 on Litecoin Core 0.21.",
  params: {
    filename: param(Type.String(), "The wallet's name or path."),
    load_on_startup: optional(
      Type.Boolean(),
      "Whether to load it when the daemon starts. Default: unchanged.",
    ),
  },
  result: LoadedWallet,
  errors: [walletFailed, noSuchWallet, alreadyLoaded],
  examples: [{ params: { filename: "pool" }, result: { name: "pool" } }],
});
