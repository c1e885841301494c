import { method, param, Type } from "../../codegen/schema/index.js";

export default method("setnetworkactive", {
  summary: "Cuts the daemon off from its peers, or lets it connect again.",
  params: { state: param(Type.Boolean(), "False to cut it off.") },
  result: Type.Boolean({ description: "The state that it is in now." }),
  examples: [{ params: { state: true }, result: true }],
});
