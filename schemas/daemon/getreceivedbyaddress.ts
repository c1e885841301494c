import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { notFound, walletErrors, walletFailed } from "./errors.js";
import { Address, Amount, Count } from "./shapes.js";

export default method("getreceivedbyaddress", {
  summary: "Returns the total amount that an address of the wallet has received.",
  params: {
    address: param(Address),
    minconf: optional(Count, "Counts transactions with at least this many confirmations. Default: 1."),
    include_immature_coinbase: optional(
      Type.Boolean(),
      "Whether immature block rewards count; newer daemons only. Default: false.",
    ),
  },
  result: withDescription(Amount, "Coins."),
  errors: [walletFailed, notFound, ...walletErrors],
  examples: [{ params: { address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q" }, result: "1.70000000" }],
});
