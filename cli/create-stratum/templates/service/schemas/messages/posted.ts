import { method, param, Type } from "stratum-codegen";
import { Text } from "../shapes.js";

// Without a result it is a notification.
export default method("messages.posted", {
  summary: "Reports a message that a client posted.",
  direction: "serverToClient",
  params: {
    id: param(Type.Integer({ minimum: 1 }), "The number of the message."),
    text: param(Text, "The message."),
  },
});
