import { method, optional, Type } from "../../codegen/schema/index.js";
import { Milliseconds } from "./shapes.js";

export default method("stop", {
  summary: "Has the daemon stop.",
  description: [
    "It answers first; the process may take minutes to end. While it starts up the call fails (-28): send SIGTERM then.",
    "An idle connection that is kept open delays the end of Litecoin Core 0.21 by up to 30 seconds.",
  ].join(" "),
  params: { wait: optional(Milliseconds, "How many milliseconds to wait after the answer; for tests.") },
  result: Type.String({ description: "`Bitcoin Core stopping`, or the like." }),
  examples: [{ result: "Litecoin Core stopping" }],
});
