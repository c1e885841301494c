import { method, param } from "../../codegen/schema/index.js";
import { notFound } from "./errors.js";
import { Hash, MempoolEntry } from "./shapes.js";

export default method("getmempoolentry", {
  summary: "Returns the mempool's entry of a transaction.",
  params: { txid: param(Hash, "The transaction, which must be in the mempool.") },
  result: MempoolEntry,
  errors: [notFound],
  examples: [
    {
      params: { txid: "de596916c6cb0543bad984eb3ebd9faa961ec835b19213b8797154e716c3dadf" },
      result: {
        fees: {
          base: "0.00020800",
          modified: "0.00020800",
          ancestor: "0.00020800",
          descendant: "0.00020800",
        },
        vsize: 208,
        weight: 832,
        time: 1795338346,
        height: 739,
        descendantcount: 1,
        descendantsize: 208,
        ancestorcount: 1,
        ancestorsize: 208,
        wtxid: "c8373f1a3d726785e75f1997c53a95782e52bcfa8da4772d545d3dcdbd4f7f99",
        depends: [],
        spentby: [],
        "bip125-replaceable": false,
        unbroadcast: true,
      },
    },
  ],
});
