import { method, optional, param, withDescription } from "../../codegen/schema/index.js";
import { BlockPosition, Hash, Milliseconds } from "./shapes.js";

export default method("waitforblock", {
  summary: "Answers when a block is the tip.",
  description: [
    "It occupies one of the daemon's RPC threads meanwhile. When time is up, and when the daemon stops, it answers",
    "with the tip as if all were well: compare hashes.",
  ].join(" "),
  params: {
    blockhash: param(Hash, "The block to wait for."),
    timeout: optional(Milliseconds, "How many milliseconds to wait; 0, the default, is for ever."),
  },
  result: withDescription(BlockPosition, "The tip."),
  examples: [
    {
      params: {
        blockhash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
        timeout: 1000,
      },
      result: { hash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83", height: 740 },
    },
  ],
});
