import { method, param, Type } from "stratum-codegen";
import { Task } from "../shapes.js";

export default method("tasks.confirm", {
  summary: "Asks whether a task may be removed.",
  direction: "serverToClient",
  params: { task: param(Task, "The task.") },
  result: Type.Boolean({ description: "Whether it may." }),
});
