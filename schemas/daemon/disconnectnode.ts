import { method, optional, Type } from "../../codegen/schema/index.js";
import { peerNotConnected } from "./errors.js";
import { Count } from "./shapes.js";

export default method("disconnectnode", {
  summary: "Disconnects a peer.",
  description: "Give either the peer's address or its number.",
  params: {
    address: optional(Type.String(), "The peer's address and port, as `getpeerinfo` has them."),
    nodeid: optional(Count, "The peer's number in `getpeerinfo`. Not in Dogecoin Core 1.14."),
  },
  result: Type.Null({ description: "Always null." }),
  errors: [peerNotConnected],
  examples: [{ params: { address: "127.0.0.1:21002" }, result: null }],
});
