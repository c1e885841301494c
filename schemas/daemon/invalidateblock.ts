import { method, param, Type } from "../../codegen/schema/index.js";
import { notFound } from "./errors.js";
import { Hash } from "./shapes.js";

export default method("invalidateblock", {
  summary: "Has the daemon treat a block as invalid, so that it leaves the chain from there; for tests.",
  description: "It lasts until `reconsiderblock`, through restarts.",
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
