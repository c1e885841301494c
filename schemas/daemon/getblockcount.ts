import { method, withDescription } from "../../codegen/schema/index.js";
import { Height } from "./shapes.js";

export default method("getblockcount", {
  summary: "Returns the tip's height.",
  result: withDescription(Height, "The tip's height; the genesis block has 0."),
  examples: [{ result: 145 }],
});
