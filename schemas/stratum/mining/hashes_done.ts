import { method, param, Type } from "../../../codegen/schema/index.js";
import { WorkerName } from "../shapes.js";

export default method("mining.hashes_done", {
  summary: "Tells the pool how much was hashed, in the way of BFGMiner. Nothing proves it.",
  params: {
    username: param(WorkerName),
    duration: param(Type.Number({ minimum: 0 }), "Over how many seconds."),
    hashes: param(Type.Number({ minimum: 0 }), "How many hashes."),
  },
  result: Type.Boolean({ description: "True where it was taken." }),
  optional: true,
  examples: [{ params: { username: "alice.rig1", duration: 60, hashes: 780000000 }, result: true }],
});
