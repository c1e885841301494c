import { method, optional, param, withDescription } from "../../codegen/schema/index.js";
import { alreadyMined, rejected, undecodable, unverifiable } from "./errors.js";
import { Amount, Bytes, FeeRate, Hash } from "./shapes.js";

export default method("sendrawtransaction", {
  summary: "Adds a signed transaction to the mempool and announces it to peers.",
  description: "Safe to repeat: a transaction that is already in the chain returns error -27.",
  params: {
    hexstring: param(Bytes, "The transaction."),
    maxfeerate: optional(
      FeeRate,
      "The highest fee rate in coins per 1000 virtual bytes; 0: no limit. Default: 0.10. Not in Dogecoin Core 1.14.",
    ),
    maxburnamount: optional(
      Amount,
      "The highest amount of an unspendable output, since Bitcoin Core 25. Default: 0.",
    ),
  },
  result: withDescription(Hash, "Its txid."),
  errors: [undecodable, unverifiable, rejected, alreadyMined],
  examples: [
    {
      params: {
        hexstring: "02000000000101dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b01",
        maxfeerate: "0.01000000",
      },
      result: "1dd00ac1e0c11c3b4087e90bd5ef532965a843d20da7654eba7ff55d88f29c23",
    },
  ],
});
