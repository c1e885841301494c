import { method, optional, Type } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";

export default method("logging", {
  summary: "Enables and disables categories of the debug log, and returns their state.",
  params: {
    include: optional(Type.Array(Type.String()), "Categories to enable: `rpc`, `net`, `all`."),
    exclude: optional(Type.Array(Type.String()), "Categories to disable, after `include`."),
  },
  result: Type.Record(Type.String(), Type.Boolean(), { description: "Whether each category is enabled." }),
  errors: [badParameter],
  examples: [{ params: { include: ["rpc"] }, result: { net: false, rpc: true, zmq: false } }],
});
