import { method, param, Type } from "../../../codegen/schema/index.js";
import { Hex256 } from "../shapes.js";

export default method("mining.capabilities", {
  summary: "Tells the pool what the miner understands, in the way of BFGMiner.",
  description: "Sent before mining.subscribe, with the id null; nobody waits for an answer.",
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
      "What the miner understands, and the target that it would like.",
    ),
  },
  optional: true,
  examples: [{ params: { capabilities: { notify: [], set_difficulty: {}, set_goal: [] } } }],
});
