import { method, optional, Type } from "../../codegen/schema/index.js";
import { neverAdded } from "./errors.js";

const AddedNodeAddress = Type.Object(
  {
    address: Type.String({ description: "The node's address and port." }),
    connected: Type.Enum(["inbound", "outbound"], {
      description: "`inbound` where the node connected to the daemon.",
    }),
  },
  { $id: "AddedNodeAddress", description: "A connection to an added node." },
);

const AddedNode = Type.Object(
  {
    addednode: Type.String({ description: "The node as it was given to `addnode`." }),
    connected: Type.Boolean({ description: "Whether it is connected." }),
    addresses: Type.Array(AddedNodeAddress, { description: "How it is connected; empty if it is not." }),
  },
  { $id: "AddedNode", description: "A node to stay connected to." },
);

export default method("getaddednodeinfo", {
  summary: "Lists the nodes of `addnode`; not those that were tried once.",
  params: { node: optional(Type.String(), "One of them, as it was given. Default: all.") },
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
