import { method, param, Type } from "../../../codegen/schema/index.js";
import { WorkerName } from "../shapes.js";

export default method("mining.hashes_done", {
  summary: "Reports the number of hashes done, without proof (BFGMiner).",
  params: {
    username: param(WorkerName),
    duration: param(Type.Number({ minimum: 0 }), "The period, in seconds."),
    hashes: param(Type.Number({ minimum: 0 }), "The number of hashes."),
  },
  result: Type.Boolean({ description: "True when the report was accepted." }),
  optional: true,
  examples: [{ params: { username: "alice.rig1", duration: 60, hashes: 780000000 }, result: true }],
});
