import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

const ZmqNotification = Type.Object(
  {
    type: Type.String({ description: "What is published: `pubhashblock`." }),
    address: Type.String({ description: "Where: `tcp://127.0.0.1:28332`." }),
    hwm: withDescription(Count, "How many messages may wait for a slow reader before they are dropped."),
  },
  { $id: "ZmqNotification", description: "Something that the daemon publishes." },
);

export default method("getzmqnotifications", {
  summary: "Lists what the daemon publishes by ZeroMQ.",
  description: "A daemon that was built without ZeroMQ does not know the method (-32601).",
  result: Type.Array(ZmqNotification),
  examples: [{ result: [{ type: "pubhashblock", address: "tcp://127.0.0.1:28332", hwm: 1000 }] }],
});
