import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { alreadyAdded, neverAdded } from "./errors.js";

export default method("addnode", {
  summary: "Keeps the daemon connected to a node, or no longer, or tries once.",
  params: {
    node: param(Type.String(), "The node's host and port."),
    command: param(
      Type.Enum(["add", "remove", "onetry"]),
      "`add`: stay connected. `remove`: no longer. `onetry`: connect once.",
    ),
    v2transport: optional(
      Type.Boolean(),
      "Whether to encrypt (BIP324), since Bitcoin Core 26. Default: as the daemon is set.",
    ),
  },
  result: Type.Null({ description: "Always null." }),
  errors: [alreadyAdded, neverAdded],
  examples: [{ params: { node: "127.0.0.1:21002", command: "onetry" }, result: null }],
});
