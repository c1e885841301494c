import { method, param } from "stratum-codegen";
import { Task, Title } from "../shapes.js";

export default method("tasks.add", {
  summary: "Adds a task.",
  params: { title: param(Title, "What is to be done.") },
  result: Task,
  errors: [{ code: 507, message: "The list is full" }],
  examples: [
    { params: { title: "Write a schema" }, result: { id: 1, title: "Write a schema", done: false } },
  ],
});
