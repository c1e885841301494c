import { method, optional, Type } from "../../codegen/schema/index.js";

export default method("help", {
  summary: "Gives the daemon's own words on a method, or the list of methods.",
  params: { command: optional(Type.String(), "The method. Default: a list of all.") },
  result: Type.String({
    description: "Text for people; `help: unknown command: x` for one that does not exist.",
  }),
  examples: [{ params: { command: "nope" }, result: "help: unknown command: nope" }],
});
