import { method } from "../../codegen/schema/index.js";
import { Difficulty } from "./shapes.js";

export default method("getdifficulty", {
  summary: "Returns the tip's difficulty.",
  result: Difficulty,
  examples: [{ result: 4.656542373906925e-10 }],
});
