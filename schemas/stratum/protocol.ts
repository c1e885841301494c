import { protocol } from "../../codegen/schema/index.js";

export default protocol({
  title: "Stratum V1",
  version: "1.0.0",
  description: [
    "The protocol between miners and pools: JSON-RPC 1.0 over TCP, one object per line, with calls in both directions.",
    "It has no standard; this is what miners and pools of the last ten years actually send.",
  ].join(" "),
});
