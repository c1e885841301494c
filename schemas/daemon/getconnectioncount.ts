import { describe, method } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

export default method("getconnectioncount", {
  summary: "Counts the peers.",
  result: describe(Count, "Inbound and outbound peers."),
  examples: [{ result: 1 }],
});
