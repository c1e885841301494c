import { method, param, Type } from "../../codegen/schema/index.js";
import { badLabel, walletErrors } from "./errors.js";

const LabelledAddress = Type.Object(
  {
    purpose: Type.String({ description: "`receive` for one of the wallet, `send` for one of others." }),
  },
  { $id: "LabelledAddress", description: "What an address is for." },
);

export default method("getaddressesbylabel", {
  summary: "Lists the addresses that have a label.",
  description: "A label without addresses gets error -11. Dogecoin Core 1.14 does not have it.",
  params: { label: param(Type.String(), "The label; empty for addresses without one.") },
  result: Type.Record(Type.String(), LabelledAddress, { description: "By address." }),
  errors: [badLabel, ...walletErrors],
  examples: [
    {
      params: { label: "miner" },
      result: { rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q: { purpose: "receive" } },
    },
  ],
});
