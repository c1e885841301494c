import { method, Type } from "../../../codegen/schema/index.js";

export default method("mining.get_version", {
  summary: "Asks for the pool's name and version; some miners send it to keep the connection alive.",
  result: Type.String({ description: "The server's name and version." }),
  optional: true,
  examples: [{ result: "stratum/1.0.0" }],
});
