import { method, optional, Type } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";

export default method("logging", {
  summary: "Switches categories of the debug log on and off, and says which are on.",
  params: {
    include: optional(Type.Array(Type.String()), "Categories to switch on: `rpc`, `net`, `all`."),
    exclude: optional(Type.Array(Type.String()), "Categories to switch off, after those are on."),
  },
  result: Type.Record(Type.String(), Type.Boolean(), { description: "Whether each category is on." }),
  errors: [badParameter],
  examples: [{ params: { include: ["rpc"] }, result: { net: false, rpc: true, zmq: false } }],
});
