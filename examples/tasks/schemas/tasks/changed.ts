import { method, param } from "stratum-codegen";
import { TaskId } from "../shapes.js";

export default method("tasks.changed", {
  summary: "A task was added, completed or removed.",
  direction: "serverToClient",
  params: { id: param(TaskId, "Which task.") },
});
