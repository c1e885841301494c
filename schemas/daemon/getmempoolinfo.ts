import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Amount, Count, FeeRate } from "./shapes.js";

export default method("getmempoolinfo", {
  summary: "Says how full the mempool is and what it asks for.",
  result: Type.Object(
    {
      loaded: Type.Optional(Type.Boolean({ description: "Whether the saved mempool has been read." })),
      size: withDescription(Count, "Transactions in it."),
      bytes: withDescription(Count, "Their virtual bytes."),
      usage: withDescription(Count, "Bytes of memory that it takes."),
      total_fee: Type.Optional(
        withDescription(Amount, "What they pay together, in coins; newer daemons only."),
      ),
      maxmempool: withDescription(Count, "Bytes of memory that it may take."),
      mempoolminfee: withDescription(FeeRate, "Transactions that pay less are refused now."),
      minrelaytxfee: Type.Optional(
        withDescription(FeeRate, "Transactions that pay less are never passed on."),
      ),
      incrementalrelayfee: Type.Optional(
        withDescription(FeeRate, "How much more a replacement must pay; newer daemons only."),
      ),
      unbroadcastcount: Type.Optional(withDescription(Count, "Transactions that no peer has asked for yet.")),
      fullrbf: Type.Optional(
        Type.Boolean({
          description: "Whether all may be replaced, since Bitcoin Core 24; newer ones leave it out.",
        }),
      ),
      permitbaremultisig: Type.Optional(
        Type.Boolean({ description: "Whether bare multisignature outputs are let in." }),
      ),
      maxdatacarriersize: Type.Optional(withDescription(Count, "Bytes that OP_RETURN outputs may have.")),
      limitclustercount: Type.Optional(withDescription(Count, "Transactions that may depend on each other.")),
      limitclustersize: Type.Optional(withDescription(Count, "Virtual bytes that they may have together.")),
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
