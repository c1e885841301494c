import { method, param, Type } from "stratum-codegen";
import { WorkerName } from "stratum-codegen/shapes";

export default method("mining.hashrate", {
  summary: "The pool's estimate of a worker's hash rate.",
  params: {
    worker: param(WorkerName, "The worker that is asked about."),
  },
  result: Type.Number({ minimum: 0, description: "Hashes per second, over the last minute." }),
  errors: [{ code: 24, message: "Unauthorized worker" }],
  examples: [{ params: { worker: "alice.rig1" }, result: 71582788.3 }],
});
