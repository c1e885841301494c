import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound } from "./errors.js";
import { Amount, Bytes, Count, Hash, Transaction, UnixTime } from "./shapes.js";

const RawTransaction = Type.Intersect(
  [
    Transaction,
    Type.Object({
      hex: withDescription(Bytes, "The transaction with its witness."),
      in_active_chain: Type.Optional(
        Type.Boolean({ description: "Whether the given `blockhash` is in the best chain." }),
      ),
      blockhash: Type.Optional(withDescription(Hash, "The block that contains it.")),
      confirmations: Type.Optional(Type.Integer({ minimum: 0, description: "1 in the tip." })),
      time: Type.Optional(withDescription(UnixTime, "The same as `blocktime`.")),
      blocktime: Type.Optional(withDescription(UnixTime, "The block's time, in Unix seconds.")),
      fee: Type.Optional(
        withDescription(
          Amount,
          "Its fee in coins, at verbosity 2 on newer daemons; missing while unconfirmed.",
        ),
      ),
      vsize_adjusted: Type.Optional(
        withDescription(Count, "In the mempool: virtual bytes, adjusted for signature operations."),
      ),
    }),
  ],
  { $id: "RawTransaction", description: "A transaction and its block." },
);

export default method("getrawtransaction", {
  summary: "Returns a transaction.",
  description:
    "Without `blockhash` it finds transactions of the mempool and, with `-txindex`, of all blocks.",
  params: {
    txid: param(Hash, "The transaction."),
    verbosity: optional(
      Type.Unsafe<0 | 1 | 2 | boolean>({ enum: [0, 1, 2, false, true] }),
      [
        "0 or false: the bytes; 1 or true: decoded;",
        "2: with fee and spent outputs, the same as 1 on older daemons. Default: 0.",
      ].join(" "),
    ),
    blockhash: optional(Hash, "The block to search. Not in Dogecoin Core 1.14."),
  },
  result: byArgument("verbosity", [
    { values: [0, false, undefined], result: Bytes },
    { values: [1, 2, true], result: RawTransaction },
  ]),
  errors: [notFound, badParameter],
  examples: [
    {
      params: { txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd" },
      result: "02000000000101b380baf79d0f0bc97fd6752218c661103ae00d338f13fcb41fc37fa739ba9019",
    },
    {
      name: "decoded",
      params: {
        txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
        verbosity: 2,
        blockhash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
      },
      result: {
        in_active_chain: true,
        txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
        hash: "fc24ba8f9788f5b3821f10b09327daed5303c190a06ce0e52f4271515e0ca77e",
        version: 2,
        size: 222,
        vsize: 141,
        weight: 561,
        locktime: 144,
        vin: [
          {
            txid: "1990ba39a77fc31fb4fc138f330de03a1061c6182275d67fc90b0f9df7ba80b3",
            vout: 0,
            scriptSig: { asm: "", hex: "" },
            txinwitness: ["304402", "030591"],
            prevout: {
              generated: true,
              height: 2,
              value: "50.00000000",
              scriptPubKey: {
                asm: "0 d9db64587ce2715e84d642c903e04eba8a3541ea",
                hex: "0014d9db64587ce2715e84d642c903e04eba8a3541ea",
                type: "witness_v0_keyhash",
              },
            },
            sequence: 4294967293,
          },
        ],
        vout: [
          {
            value: "49.99985900",
            n: 0,
            scriptPubKey: {
              asm: "0 6cda81d413264b1abdcbffff0a51641a0306a916",
              hex: "00146cda81d413264b1abdcbffff0a51641a0306a916",
              type: "witness_v0_keyhash",
            },
          },
        ],
        fee: "0.00014100",
        hex: "02000000000101b380baf79d0f0bc97fd6752218c661103ae00d338f13fcb41fc37fa739ba9019",
        blockhash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        confirmations: 1,
        time: 1795338343,
        blocktime: 1795338343,
      },
    },
  ],
});
