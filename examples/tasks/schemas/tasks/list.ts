import { method, optional, Type } from "stratum-codegen";
import { Task } from "../shapes.js";

export default method("tasks.list", {
  summary: "Lists the tasks, in the order in which they were added.",
  params: {
    done: optional(Type.Boolean(), "Only those that are done, or only those that are not. Default: all."),
  },
  result: Type.Array(Task),
  examples: [{ params: { done: false }, result: [{ id: 1, title: "Write a schema", done: false }] }],
});
