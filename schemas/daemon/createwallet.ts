import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { walletFailed } from "./errors.js";
import { LoadedWallet } from "./shapes.js";

export default method("createwallet", {
  summary: "Creates and loads a wallet.",
  description: "Since 0.21, daemons create no default wallet. An existing name returns error -4: load it.",
  params: {
    wallet_name: param(Type.String(), "The wallet's name or path."),
    disable_private_keys: optional(
      Type.Boolean(),
      "Whether it is watch-only, without private keys. Default: false.",
    ),
    blank: optional(Type.Boolean(), "Whether to create it without keys. Default: false."),
    passphrase: optional(Type.String(), "Encrypts the wallet. Default: not encrypted."),
    avoid_reuse: optional(
      Type.Boolean(),
      "Whether coins on reused addresses are kept separate. Default: false.",
    ),
    descriptors: optional(
      Type.Boolean(),
      "Whether it uses descriptors. Default: true since Bitcoin Core 23, required since 30; Litecoin: false.",
    ),
    load_on_startup: optional(
      Type.Boolean(),
      "Whether to load it when the daemon starts. Default: unchanged.",
    ),
    external_signer: optional(
      Type.Boolean(),
      "Whether its keys are on an external signer, since Bitcoin Core 22. Default: false.",
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
