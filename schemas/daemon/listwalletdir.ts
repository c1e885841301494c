import { method, Type } from "../../codegen/schema/index.js";

const WalletFile = Type.Object(
  {
    name: Type.String({ description: "The wallet's name." }),
    warnings: Type.Optional(
      Type.Array(Type.String(), { description: "Warnings about loading it; newer daemons only." }),
    ),
  },
  { $id: "WalletFile", description: "A wallet on disk." },
);

export default method("listwalletdir", {
  summary: "Lists the wallets on disk, loaded or not.",
  result: Type.Object(
    { wallets: Type.Array(WalletFile, { description: "The wallets." }) },
    { $id: "WalletDirectory", description: "The folder of wallets." },
  ),
  examples: [{ result: { wallets: [{ name: "pool" }] } }],
});
