import { method, Type } from "../../../codegen/schema/index.js";

export default method("mining.ping", {
  summary: "Checks whether the peer still answers.",
  direction: "both",
  result: Type.String({ description: "`pong`." }),
  optional: true,
  examples: [{ result: "pong" }],
});
