import { method, param, Type } from "../../codegen/schema/index.js";
import { badLabel, notFound, walletErrors } from "./errors.js";
import { Address } from "./shapes.js";

export default method("setlabel", {
  summary: "Sets an address's label.",
  description: "Not supported by Dogecoin Core 1.14.",
  params: { address: param(Address), label: param(Type.String(), "The label.") },
  result: Type.Null({ description: "Always null." }),
  errors: [notFound, badLabel, ...walletErrors],
  examples: [
    { params: { address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q", label: "miner" }, result: null },
  ],
});
