import { method, param, Type } from "../../../codegen/schema/index.js";

export default method("client.show_message", {
  summary: "Shows a text to the miner's owner.",
  direction: "serverToClient",
  params: { message: param(Type.String(), "The text.") },
  examples: [{ params: { message: "Maintenance at 12:00 UTC" } }],
});
