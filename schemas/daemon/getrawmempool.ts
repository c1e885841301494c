import { byArgument, method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { Count, Hash, MempoolEntry } from "./shapes.js";

const MempoolContents = Type.Object(
  {
    txids: Type.Array(Hash, { description: "The transactions." }),
    mempool_sequence: withDescription(Count, "The sequence number that ZMQ's `sequence` publishes."),
  },
  { $id: "MempoolContents", description: "The mempool's txids with its sequence number." },
);

export default method("getrawmempool", {
  summary: "Lists the mempool's transactions.",
  params: {
    verbose: optional(Type.Boolean(), "Whether to return entries instead of txids. Default: false."),
    mempool_sequence: optional(
      Type.Boolean(),
      "Whether to add the sequence number; not with `verbose`. Default: false. Not in Dogecoin Core 1.14.",
    ),
  },
  result: byArgument("verbose", [
    {
      values: [false, undefined],
      result: Type.Union([Type.Array(Hash), MempoolContents], {
        description: "Txids; with `mempool_sequence`, an object that contains them.",
      }),
    },
    {
      values: [true],
      result: Type.Record(Type.String(), MempoolEntry, { propertyNames: Hash, description: "By txid." }),
    },
  ]),
  examples: [
    { result: ["8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd"] },
    {
      name: "with the sequence number",
      params: { mempool_sequence: true },
      result: {
        txids: ["8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd"],
        mempool_sequence: 4,
      },
    },
    {
      name: "verbose",
      params: { verbose: true },
      result: {
        "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd": {
          vsize: 141,
          weight: 561,
          time: 1795338343,
          height: 144,
          descendantcount: 1,
          descendantsize: 141,
          ancestorcount: 1,
          ancestorsize: 141,
          wtxid: "fc24ba8f9788f5b3821f10b09327daed5303c190a06ce0e52f4271515e0ca77e",
          fees: {
            base: "0.00014100",
            modified: "0.00014100",
            ancestor: "0.00014100",
            descendant: "0.00014100",
          },
          depends: [],
          spentby: [],
          unbroadcast: true,
        },
      },
    },
  ],
});
