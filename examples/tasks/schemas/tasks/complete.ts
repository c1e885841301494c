import { method, param } from "stratum-codegen";
import { Task, TaskId } from "../shapes.js";

export default method("tasks.complete", {
  summary: "Marks a task as done.",
  params: { id: param(TaskId, "Which task.") },
  result: Task,
  errors: [{ code: 404, message: "No task has this number" }],
});
