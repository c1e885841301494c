import { method, param, Type } from "stratum-codegen";
import { Text } from "../shapes.js";

export default method("messages.post", {
  summary: "Posts a message to every client.",
  params: { text: param(Text, "The message.") },
  result: Type.Integer({ minimum: 1, description: "The number of the message." }),
  examples: [{ params: { text: "Hello" }, result: 1 }],
});
