import { method, optional, param, withDescription } from "../../codegen/schema/index.js";
import { alreadyMined, rejected, undecodable, unverifiable } from "./errors.js";
import { Amount, Bytes, FeeRate, Hash } from "./shapes.js";

export default method("sendrawtransaction", {
  summary: "Puts a signed transaction into the mempool and offers it to peers.",
  description: "It is safe to repeat: a transaction that is in the chain already gets error -27.",
  params: {
    hexstring: param(Bytes, "The transaction."),
    maxfeerate: optional(
      FeeRate,
      "Refuse it if it pays more, in coins per 1000 virtual bytes; 0: never. Default: 0.10. Not in Dogecoin Core 1.14.",
    ),
    maxburnamount: optional(
      Amount,
      "Refuse it if an output that nobody can spend has more coins, since Bitcoin Core 25. Default: 0.",
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
