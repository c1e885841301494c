import { method, optional, Type } from "../../codegen/schema/index.js";
import { neverAdded } from "./errors.js";

const AddedNodeAddress = Type.Object(
  {
    address: Type.String({ description: "The node's address and port." }),
    connected: Type.Enum(["inbound", "outbound"], {
      description: "`inbound` when the node connected to the daemon.",
    }),
  },
  { $id: "AddedNodeAddress", description: "A connection to an added node." },
);

const AddedNode = Type.Object(
  {
    addednode: Type.String({ description: "The node as it was given to `addnode`." }),
    connected: Type.Boolean({ description: "Whether it is connected." }),
    addresses: Type.Array(AddedNodeAddress, {
      description: "Its connections; empty when it is not connected.",
    }),
  },
  { $id: "AddedNode", description: "A node to stay connected to." },
);

export default method("getaddednodeinfo", {
  summary: "Lists the nodes added by `addnode`, without those of `onetry`.",
  params: { node: optional(Type.String(), "A node as given to `addnode`. Default: all.") },
  result: Type.Array(AddedNode),
  errors: [neverAdded],
  examples: [
    {
      result: [
        {
          addednode: "127.0.0.1:21002",
          connected: true,
          addresses: [{ address: "127.0.0.1:21002", connected: "outbound" }],
        },
      ],
    },
  ],
});
