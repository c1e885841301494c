import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { Height } from "./shapes.js";

const IndexState = Type.Object(
  {
    synced: Type.Boolean({ description: "Whether it has all blocks." }),
    best_block_height: withDescription(Height, "Up to which block it has them."),
  },
  { $id: "IndexState", description: "How far an index has got." },
);

export default method("getindexinfo", {
  summary: "Says how far the daemon's indexes have got.",
  params: { index_name: optional(Type.String(), "One of them: `txindex`. Default: all.") },
  result: Type.Record(Type.String(), IndexState, { description: "By name; empty where there are none." }),
  examples: [{ result: { txindex: { synced: true, best_block_height: 145 } } }],
});
