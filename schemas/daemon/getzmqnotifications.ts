import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

const ZmqNotification = Type.Object(
  {
    type: Type.String({ description: "The topic: `pubhashblock`." }),
    address: Type.String({ description: "The address: `tcp://127.0.0.1:28332`." }),
    hwm: withDescription(Count, "The queue limit: messages beyond it are dropped."),
  },
  { $id: "ZmqNotification", description: "A ZeroMQ publisher." },
);

export default method("getzmqnotifications", {
  summary: "Lists the daemon's ZeroMQ publishers.",
  description: "A daemon built without ZeroMQ returns error -32601.",
  result: Type.Array(ZmqNotification),
  examples: [{ result: [{ type: "pubhashblock", address: "tcp://127.0.0.1:28332", hwm: 1000 }] }],
});
