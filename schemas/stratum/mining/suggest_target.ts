import { method, param } from "../../../codegen/schema/index.js";
import { Hex256 } from "../shapes.js";

export default method("mining.suggest_target", {
  summary: "Suggests a target to the pool.",
  description:
    "Like mining.suggest_difficulty. BFGMiner sends it before it subscribes, with the id null, and gets no answer.",
  params: { target: param(Hex256, "The suggested target, most significant byte first.") },
  optional: true,
  examples: [{ params: { target: "00000000ffff0000000000000000000000000000000000000000000000000000" } }],
});
