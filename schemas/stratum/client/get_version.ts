import { method, Type } from "../../../codegen/schema/index.js";

export default method("client.get_version", {
  summary: "Returns the miner's name and version.",
  direction: "serverToClient",
  result: Type.String({ description: "The miner's name and version: `cpuminer/2.5.1`." }),
  optional: true,
  examples: [{ result: "cpuminer/2.5.1" }],
});
