import { method, param, Type } from "../../../codegen/schema/index.js";
import { Hex256 } from "../shapes.js";

export default method("mining.capabilities", {
  summary: "Reports the miner's capabilities (BFGMiner).",
  description: "Sent before mining.subscribe, with the id null; no answer is expected.",
  params: {
    capabilities: param(
      Type.Object(
        { suggested_target: Type.Optional(Hex256) },
        {
          $id: "Capabilities",
          additionalProperties: true,
          description: "By capability: `notify`, `set_difficulty`, `set_goal`, `malgo`.",
        },
      ),
      "The miner's capabilities, and optionally its preferred target.",
    ),
  },
  optional: true,
  examples: [{ params: { capabilities: { notify: [], set_difficulty: {}, set_goal: [] } } }],
});
