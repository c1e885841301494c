import { method, param, Type } from "../../codegen/schema/index.js";
import { badLabel, walletErrors } from "./errors.js";

const LabelledAddress = Type.Object(
  {
    purpose: Type.String({ description: "`receive` for the wallet's own addresses, `send` for others." }),
  },
  { $id: "LabelledAddress", description: "The purpose of an address." },
);

export default method("getaddressesbylabel", {
  summary: "Lists the addresses with a label.",
  description: "A label without addresses returns error -11. Not supported by Dogecoin Core 1.14.",
  params: { label: param(Type.String(), "The label; empty for addresses without a label.") },
  result: Type.Record(Type.String(), LabelledAddress, { description: "By address." }),
  errors: [badLabel, ...walletErrors],
  examples: [
    {
      params: { label: "miner" },
      result: { rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q: { purpose: "receive" } },
    },
  ],
});
