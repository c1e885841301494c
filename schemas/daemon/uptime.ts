import { method, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

export default method("uptime", {
  summary: "Returns the daemon's uptime.",
  result: withDescription(Count, "Seconds."),
  examples: [{ result: 1576 }],
});
