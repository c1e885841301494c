import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { Source, Taken } from "../answer.js";

export default method("mining.alert", {
  summary: "A daemon warns its owner.",
  params: { message: param(Type.String({ maxLength: 4096 }), "What it warns of."), source: optional(Source) },
  result: Taken,
  optional: true,
  examples: [
    {
      params: { message: "Warning: unknown new rules activated (versionbit 28)", source: "litecoin" },
      result: [true],
    },
  ],
});
