import { describe, method } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

export default method("uptime", {
  summary: "Says how long the daemon has been running.",
  result: describe(Count, "Seconds."),
  examples: [{ result: 1576 }],
});
