import { method, optional, param, Type } from "../../../codegen/schema/index.js";

export default method("mining.set_goal", {
  summary: "Reports the goal that the miner works for (BFGMiner).",
  direction: "serverToClient",
  params: {
    goal: param(Type.String(), "The goal's name."),
    options: optional(
      Type.Object(
        { malgo: Type.Optional(Type.String({ description: "The proof of work: `SHA256d`." })) },
        { $id: "GoalOptions", description: "Details of a goal.", additionalProperties: true },
      ),
      "Details of the goal.",
    ),
  },
  examples: [{ params: { goal: "bitcoin", options: { malgo: "SHA256d" } } }],
});
