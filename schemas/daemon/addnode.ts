import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { alreadyAdded, neverAdded } from "./errors.js";

export default method("addnode", {
  summary: "Adds or removes a node to stay connected to, or connects once.",
  params: {
    node: param(Type.String(), "The node's host and port."),
    command: param(
      Type.Enum(["add", "remove", "onetry"]),
      "`add`: stay connected. `remove`: stop that. `onetry`: connect once.",
    ),
    v2transport: optional(
      Type.Boolean(),
      "Whether to use encryption (BIP324), since Bitcoin Core 26. Default: the daemon's setting.",
    ),
  },
  result: Type.Null({ description: "Always null." }),
  errors: [alreadyAdded, neverAdded],
  examples: [{ params: { node: "127.0.0.1:21002", command: "onetry" }, result: null }],
});
