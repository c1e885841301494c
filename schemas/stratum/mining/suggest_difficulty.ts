import { method, param } from "../../../codegen/schema/index.js";
import { Difficulty } from "../shapes.js";

export default method("mining.suggest_difficulty", {
  summary: "Tells the pool which difficulty the miner would like.",
  description:
    "Nobody waits for an answer, but a sender that gives an id gets `true`. The client gives one: public-pool refuses suggestions without. Pools answer true, false, an error or nothing, and all of that is passed over. The pool may follow with mining.set_difficulty.",
  params: { difficulty: param(Difficulty, "The difficulty wished for.") },
  optional: true,
  examples: [{ params: { difficulty: 1000 } }],
});
