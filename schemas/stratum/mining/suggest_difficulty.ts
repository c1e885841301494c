import { method, param } from "../../../codegen/schema/index.js";
import { Difficulty } from "../shapes.js";

export default method("mining.suggest_difficulty", {
  summary: "Suggests a difficulty to the pool.",
  description:
    "A notification, but a sender with an id gets `true`. The client sends an id, because public-pool refuses suggestions without one, and ignores the answer: pools send true, false, an error or nothing. The pool may follow with mining.set_difficulty.",
  params: { difficulty: param(Difficulty, "The suggested difficulty.") },
  optional: true,
  examples: [{ params: { difficulty: 1000 } }],
});
