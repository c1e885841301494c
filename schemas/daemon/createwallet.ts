import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { walletFailed } from "./errors.js";
import { LoadedWallet } from "./shapes.js";

export default method("createwallet", {
  summary: "Makes a wallet and loads it.",
  description: "No daemon has a wallet of its own accord since 0.21. One that exists gets error -4: load it.",
  params: {
    wallet_name: param(Type.String(), "The wallet's name, or its path."),
    disable_private_keys: optional(
      Type.Boolean(),
      "Whether it may have no keys, to watch only. Default: false.",
    ),
    blank: optional(Type.Boolean(), "Whether it gets no keys now. Default: false."),
    passphrase: optional(Type.String(), "Encrypts the wallet. Default: it is not encrypted."),
    avoid_reuse: optional(
      Type.Boolean(),
      "Whether coins on addresses that were used stay apart. Default: false.",
    ),
    descriptors: optional(
      Type.Boolean(),
      "Whether it has descriptors. Default: true since Bitcoin Core 23, which 30 insists on; Litecoin: false.",
    ),
    load_on_startup: optional(
      Type.Boolean(),
      "Whether to load it when the daemon starts. Default: as it was.",
    ),
    external_signer: optional(
      Type.Boolean(),
      "Whether its keys are in a device, since Bitcoin Core 22. Default: false.",
    ),
  },
  result: LoadedWallet,
  errors: [walletFailed],
  examples: [
    {
      params: { wallet_name: "pool", load_on_startup: true },
      result: { name: "pool" },
    },
    { name: "Litecoin", params: { wallet_name: "pool" }, result: { name: "pool", warning: "" } },
  ],
});
