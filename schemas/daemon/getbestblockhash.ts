import { method, withDescription } from "../../codegen/schema/index.js";
import { Hash } from "./shapes.js";

export default method("getbestblockhash", {
  summary: "Returns the tip's hash.",
  result: withDescription(Hash, "The tip's hash."),
  examples: [{ result: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49" }],
});
