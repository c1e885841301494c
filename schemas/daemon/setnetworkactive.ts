import { method, param, Type } from "../../codegen/schema/index.js";

export default method("setnetworkactive", {
  summary: "Disables or enables the daemon's P2P network.",
  params: { state: param(Type.Boolean(), "False to disable it.") },
  result: Type.Boolean({ description: "The new state." }),
  examples: [{ params: { state: true }, result: true }],
});
