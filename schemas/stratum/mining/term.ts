import { method } from "../../../codegen/schema/index.js";

export default method("mining.term", {
  summary: "Asks the pool to end the connection, in the way of ckpool's proxy.",
  optional: true,
  examples: [{ params: {} }],
});
