import { method, optional, Type } from "../../codegen/schema/index.js";
import { Milliseconds } from "./shapes.js";

export default method("stop", {
  summary: "Stops the daemon.",
  description: [
    "The daemon answers first; the process may take minutes to exit. While it starts, the call fails (-28): send SIGTERM.",
    "An open idle connection delays the exit of Litecoin Core 0.21 by up to 30 seconds.",
  ].join(" "),
  params: { wait: optional(Milliseconds, "Milliseconds to wait after the answer; for tests.") },
  result: Type.String({ description: "Text such as `Bitcoin Core stopping`." }),
  examples: [{ result: "Litecoin Core stopping" }],
});
