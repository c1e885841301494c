import { method, param, Type } from "stratum-codegen";
import { TaskId } from "../shapes.js";

export default method("tasks.remove", {
  summary: "Removes a task, after the client confirmed it.",
  params: { id: param(TaskId, "Which task.") },
  result: Type.Boolean({ description: "Whether it was removed." }),
  errors: [{ code: 404, message: "No task has this number" }],
});
