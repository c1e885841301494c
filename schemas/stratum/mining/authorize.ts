import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { unauthorized } from "../errors.js";
import { WorkerName } from "../shapes.js";

export default method("mining.authorize", {
  summary: "Authorizes a worker on the session.",
  description:
    "One session can have many workers. Passwords often contain settings instead of secrets: `d=1024`.",
  params: {
    username: param(WorkerName),
    password: optional(Type.String({ maxLength: 1024 }), "Any text, customarily `x`."),
  },
  result: Type.Boolean({ description: "False when the worker is refused." }),
  errors: [unauthorized],
  examples: [
    { params: { username: "bc1qexample.rig1", password: "x" }, result: true },
    { name: "without a password", params: { username: "alice" }, result: false },
  ],
});
