import { protocol } from "../../codegen/schema/index.js";

export default protocol({
  title: "Stratum V1",
  version: "1.0.0",
  description: [
    "How miners talk to pools: JSON-RPC 1.0 over TCP, one object a line, with calls in both directions.",
    "There is no standard; this is what miners and pools of the last ten years really send.",
  ].join(" "),
});
