import { method, optional, withDescription } from "../../codegen/schema/index.js";
import { BlockPosition, Hash, Milliseconds } from "./shapes.js";

export default method("waitfornewblock", {
  summary: "Waits until the tip changes.",
  description: [
    "The call occupies one of the daemon's RPC threads. On a timeout, and when the daemon stops, it returns the tip",
    "without an error: compare hashes.",
  ].join(" "),
  params: {
    timeout: optional(Milliseconds, "Milliseconds to wait. Default: 0, no limit."),
    current_tip: optional(Hash, "The caller's tip, so that no block is missed; since Bitcoin Core 30."),
  },
  result: withDescription(BlockPosition, "The tip."),
  examples: [
    {
      params: { timeout: 30000 },
      result: { hash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83", height: 740 },
    },
  ],
});
