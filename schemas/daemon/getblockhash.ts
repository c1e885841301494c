import { method, param, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Hash, Height } from "./shapes.js";

export default method("getblockhash", {
  summary: "Returns the hash of the best chain's block at a height.",
  params: { height: param(Height, "The block's height, at most the tip's.") },
  result: withDescription(Hash, "The block's hash."),
  errors: [badParameter],
  examples: [
    { params: { height: 0 }, result: "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206" },
  ],
});
