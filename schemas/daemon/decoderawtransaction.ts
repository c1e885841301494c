import { method, optional, param, Type } from "../../codegen/schema/index.js";
import { undecodable } from "./errors.js";
import { Bytes, Transaction } from "./shapes.js";

export default method("decoderawtransaction", {
  summary: "Decodes a transaction.",
  params: {
    hexstring: param(Bytes, "The transaction."),
    iswitness: optional(
      Type.Boolean(),
      "Whether the transaction has a witness. Default: detected. Not in Dogecoin Core 1.14.",
    ),
  },
  result: Transaction,
  errors: [undecodable],
  examples: [
    {
      params: { hexstring: "02000000000101b380baf79d0f0bc97fd6752218c661103ae00d338f13fcb41fc37fa739ba9019" },
      result: {
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
            sequence: 4294967293,
          },
        ],
        vout: [
          {
            value: "1.50000000",
            n: 0,
            scriptPubKey: {
              asm: "0 6cda81d413264b1abdcbffff0a51641a0306a916",
              hex: "00146cda81d413264b1abdcbffff0a51641a0306a916",
              type: "witness_v0_keyhash",
            },
          },
        ],
      },
    },
    {
      name: "of Litecoin's extension block",
      params: { hexstring: "0200000000080000000000" },
      result: {
        txid: "a9a66e963c4a915a4bc586ddbac07256f6b85c48ce24363842b33341ad23e4d2",
        hash: "a9a66e963c4a915a4bc586ddbac07256f6b85c48ce24363842b33341ad23e4d2",
        version: 2,
        size: 2203,
        vsize: 0,
        weight: 0,
        locktime: 0,
        vin: [
          {
            ismweb: true,
            output_id: "5c9d3b7e8f1a2b4c6d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c",
          },
        ],
        vout: [
          {
            ismweb: true,
            output_id: "7d2c1b0a9f8e7d6c5b4a39281706f5e4d3c2b1a0918273645546372819a0b1c2",
          },
        ],
        vkern: [
          {
            kernel_id: "e1d2c3b4a5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff00",
            fee: "0.00004100",
            pegin: "0.00000000",
          },
        ],
      },
    },
  ],
});
