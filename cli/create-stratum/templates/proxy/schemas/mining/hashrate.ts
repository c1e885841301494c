import { method, param, Type } from "stratum-codegen";
import { WorkerName } from "stratum-codegen/shapes";

export default method("mining.hashrate", {
  summary: "Returns the estimated hash rate of a worker.",
  params: { worker: param(WorkerName, "The worker.") },
  result: Type.Number({ minimum: 0, description: "Hashes per second." }),
  examples: [{ params: { worker: "alice.rig1" }, result: 1e12 }],
});
