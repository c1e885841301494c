import { method, optional, withDescription } from "../../codegen/schema/index.js";
import { BlockPosition, Hash, Milliseconds } from "./shapes.js";

export default method("waitfornewblock", {
  summary: "Answers when the tip changes.",
  description: [
    "It occupies one of the daemon's RPC threads meanwhile. When time is up, and when the daemon stops, it answers",
    "with the tip as if all were well: compare hashes.",
  ].join(" "),
  params: {
    timeout: optional(Milliseconds, "How many milliseconds to wait; 0, the default, is for ever."),
    current_tip: optional(Hash, "The tip that the caller knows, since Bitcoin Core 30: so none is missed."),
  },
  result: withDescription(BlockPosition, "The tip."),
  examples: [
    {
      params: { timeout: 30000 },
      result: { hash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83", height: 740 },
    },
  ],
});
