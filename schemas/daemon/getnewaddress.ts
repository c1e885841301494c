import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badLabel, noKeysLeft, notFound, walletErrors } from "./errors.js";
import { Address, AddressType } from "./shapes.js";

export default method("getnewaddress", {
  summary: "Creates a new address of the wallet.",
  params: {
    label: optional(Type.String(), "The address's label. Default: empty."),
    address_type: optional(
      AddressType,
      "The kind of address. Default: the daemon's setting. Not in Dogecoin Core 1.14.",
    ),
  },
  result: withDescription(Address, "The address."),
  errors: [notFound, badLabel, noKeysLeft, ...walletErrors],
  examples: [
    { result: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q" },
    {
      name: "legacy",
      params: { label: "miner", address_type: "legacy" },
      result: "mpVGZZDzCzdruZxmpgCUMLW257ChzgBgSL",
    },
  ],
});
