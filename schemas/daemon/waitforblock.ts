import { method, optional, param, withDescription } from "../../codegen/schema/index.js";
import { BlockPosition, Hash, Milliseconds } from "./shapes.js";

export default method("waitforblock", {
  summary: "Waits until a block is the tip.",
  description: [
    "The call occupies one of the daemon's RPC threads. On a timeout, and when the daemon stops, it returns the tip",
    "without an error: compare hashes.",
  ].join(" "),
  params: {
    blockhash: param(Hash, "The block to wait for."),
    timeout: optional(Milliseconds, "Milliseconds to wait. Default: 0, no limit."),
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
