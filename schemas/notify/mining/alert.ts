import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { Source, Taken } from "../answer.js";

export default method("mining.alert", {
  summary: "Reports a daemon's warning.",
  params: { message: param(Type.String({ maxLength: 4096 }), "The warning."), source: optional(Source) },
  result: Taken,
  optional: true,
  examples: [
    {
      params: { message: "Warning: unknown new rules activated (versionbit 28)", source: "litecoin" },
      result: [true],
    },
  ],
});
