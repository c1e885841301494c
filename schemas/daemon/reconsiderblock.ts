import { method, param, Type } from "../../codegen/schema/index.js";
import { notFound } from "./errors.js";
import { Hash } from "./shapes.js";

export default method("reconsiderblock", {
  summary: "Reverts `invalidateblock` for a block and its descendants; for tests.",
  params: { blockhash: param(Hash, "The block.") },
  result: Type.Null({ description: "Always null." }),
  errors: [notFound],
  examples: [
    {
      params: { blockhash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83" },
      result: null,
    },
  ],
});
