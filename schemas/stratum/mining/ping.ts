import { method, Type } from "../../../codegen/schema/index.js";

export default method("mining.ping", {
  summary: "Asks whether the other side is still there.",
  direction: "both",
  result: Type.String({ description: "`pong`." }),
  optional: true,
  examples: [{ result: "pong" }],
});
