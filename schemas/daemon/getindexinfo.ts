import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { Height } from "./shapes.js";

const IndexState = Type.Object(
  {
    synced: Type.Boolean({ description: "Whether the index is complete." }),
    best_block_height: withDescription(Height, "The height up to which it is complete."),
  },
  { $id: "IndexState", description: "The progress of an index." },
);

export default method("getindexinfo", {
  summary: "Returns the progress of the daemon's indexes.",
  params: { index_name: optional(Type.String(), "An index: `txindex`. Default: all.") },
  result: Type.Record(Type.String(), IndexState, {
    description: "Indexes by name; empty when there are none.",
  }),
  examples: [{ result: { txindex: { synced: true, best_block_height: 145 } } }],
});
