import { method, optional, Type } from "../../codegen/schema/index.js";

export default method("help", {
  summary: "Returns the daemon's help text on a method, or the list of methods.",
  params: { command: optional(Type.String(), "The method. Default: lists all.") },
  result: Type.String({
    description: "Text for people; `help: unknown command: x` for an unknown method.",
  }),
  examples: [{ params: { command: "nope" }, result: "help: unknown command: nope" }],
});
