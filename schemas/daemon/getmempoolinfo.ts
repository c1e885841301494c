import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Amount, Count, FeeRate } from "./shapes.js";

export default method("getmempoolinfo", {
  summary: "Returns the mempool's size and limits.",
  result: Type.Object(
    {
      loaded: Type.Optional(Type.Boolean({ description: "Whether the saved mempool has been loaded." })),
      size: withDescription(Count, "Transactions in it."),
      bytes: withDescription(Count, "Their virtual bytes."),
      usage: withDescription(Count, "Bytes of memory in use."),
      total_fee: Type.Optional(withDescription(Amount, "Their total fee in coins; newer daemons only.")),
      maxmempool: withDescription(Count, "Limit of memory in bytes."),
      mempoolminfee: withDescription(FeeRate, "The current minimum fee rate of transactions."),
      minrelaytxfee: Type.Optional(
        withDescription(FeeRate, "The minimum fee rate of transactions that are relayed."),
      ),
      incrementalrelayfee: Type.Optional(
        withDescription(FeeRate, "The additional fee rate that a replacement must pay; newer daemons only."),
      ),
      unbroadcastcount: Type.Optional(withDescription(Count, "Transactions that no peer has requested yet.")),
      fullrbf: Type.Optional(
        Type.Boolean({
          description: "Whether all are replaceable, since Bitcoin Core 24; omitted by newer ones.",
        }),
      ),
      permitbaremultisig: Type.Optional(
        Type.Boolean({ description: "Whether bare multisignature outputs are accepted." }),
      ),
      maxdatacarriersize: Type.Optional(withDescription(Count, "Limit of OP_RETURN outputs in bytes.")),
      limitclustercount: Type.Optional(withDescription(Count, "Limit of transactions per cluster.")),
      limitclustersize: Type.Optional(withDescription(Count, "Limit of virtual bytes per cluster.")),
      optimal: Type.Optional(Type.Boolean({ description: "Whether the optimal order is known." })),
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
