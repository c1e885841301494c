import { method, param } from "../../../codegen/schema/index.js";
import { Difficulty } from "../shapes.js";

export default method("mining.set_difficulty", {
  summary: "Sets the difficulty of shares from the next job on.",
  direction: "serverToClient",
  params: { difficulty: param(Difficulty) },
  examples: [{ params: { difficulty: 512 } }, { name: "below one", params: { difficulty: 0.00015 } }],
});
