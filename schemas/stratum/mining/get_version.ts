import { method, Type } from "../../../codegen/schema/index.js";

export default method("mining.get_version", {
  summary: "Returns the pool's name and version. Some miners use it to keep the connection alive.",
  result: Type.String({ description: "The server's name and version." }),
  optional: true,
  examples: [{ result: "stratum/1.0.0" }],
});
