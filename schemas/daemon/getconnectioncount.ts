import { method, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

export default method("getconnectioncount", {
  summary: "Counts the peers.",
  result: withDescription(Count, "Inbound and outbound peers."),
  examples: [{ result: 1 }],
});
