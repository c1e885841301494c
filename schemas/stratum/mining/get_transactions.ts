import { method, param, Type } from "../../../codegen/schema/index.js";
import { jobNotFound, notSubscribed } from "../errors.js";
import { Hex, JobId } from "../shapes.js";

export default method("mining.get_transactions", {
  summary: "Returns the transactions of a job.",
  params: { jobId: param(JobId) },
  result: Type.Array(Hex, { description: "The raw transactions after the coinbase, in block order." }),
  errors: [jobNotFound, notSubscribed],
  optional: true,
  examples: [{ params: { jobId: "bf" }, result: [] }],
});
