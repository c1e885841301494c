import { method } from "../../../codegen/schema/index.js";

export default method("mining.term", {
  summary: "Asks the pool to close the connection (ckpool's proxy).",
  optional: true,
  examples: [{ params: {} }],
});
