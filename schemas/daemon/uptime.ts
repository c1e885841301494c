import { method, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

export default method("uptime", {
  summary: "Says how long the daemon has been running.",
  result: withDescription(Count, "Seconds."),
  examples: [{ result: 1576 }],
});
