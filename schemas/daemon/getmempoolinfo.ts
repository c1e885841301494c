import { describe, method, Type } from "../../codegen/schema/index.js";
import { Amount, Count, FeeRate } from "./shapes.js";

export default method("getmempoolinfo", {
  summary: "Says how full the mempool is and what it asks for.",
  result: Type.Object(
    {
      loaded: Type.Optional(Type.Boolean({ description: "Whether the saved mempool has been read." })),
      size: describe(Count, "Transactions in it."),
      bytes: describe(Count, "Their virtual bytes."),
      usage: describe(Count, "Bytes of memory that it takes."),
      total_fee: Type.Optional(describe(Amount, "What they pay together, in coins; newer daemons only.")),
      maxmempool: describe(Count, "Bytes of memory that it may take."),
      mempoolminfee: describe(FeeRate, "Transactions that pay less are refused now."),
      minrelaytxfee: Type.Optional(describe(FeeRate, "Transactions that pay less are never passed on.")),
      incrementalrelayfee: Type.Optional(
        describe(FeeRate, "How much more a replacement must pay; newer daemons only."),
      ),
      unbroadcastcount: Type.Optional(describe(Count, "Transactions that no peer has asked for yet.")),
      fullrbf: Type.Optional(
        Type.Boolean({
          description: "Whether all may be replaced, since Bitcoin Core 24; newer ones leave it out.",
        }),
      ),
      permitbaremultisig: Type.Optional(
        Type.Boolean({ description: "Whether bare multisignature outputs are let in." }),
      ),
      maxdatacarriersize: Type.Optional(describe(Count, "Bytes that OP_RETURN outputs may have.")),
      limitclustercount: Type.Optional(describe(Count, "Transactions that may depend on each other.")),
      limitclustersize: Type.Optional(describe(Count, "Virtual bytes that they may have together.")),
      optimal: Type.Optional(Type.Boolean({ description: "Whether the best order is known." })),
    },
    { $id: "MempoolInfo", description: "The state of the mempool." },
  ),
  examples: [
    {
      result: {
        loaded: true,
        size: 3,
        bytes: 491,
        usage: 3752,
        total_fee: "0.00049100",
        maxmempool: 300000000,
        mempoolminfee: "0.00000100",
        minrelaytxfee: "0.00000100",
        incrementalrelayfee: "0.00000100",
        unbroadcastcount: 3,
      },
    },
  ],
});
