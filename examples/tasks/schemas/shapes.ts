import { Type } from "stratum-codegen";

export const TaskId = Type.Integer({ $id: "TaskId", minimum: 1, description: "The number of a task." });

export const Title = Type.String({
  $id: "Title",
  minLength: 1,
  maxLength: 200,
  description: "What is to be done.",
});

export const Task = Type.Object(
  { id: TaskId, title: Title, done: Type.Boolean({ description: "Whether it is done." }) },
  { $id: "Task" },
);
