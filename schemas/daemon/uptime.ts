import { describe, method } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

export default method("uptime", {
  summary: "Returns the daemon's uptime.",
  result: describe(Count, "Seconds."),
  examples: [{ result: 1576 }],
});
