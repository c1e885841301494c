import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, notFound } from "./errors.js";
import { BlockFacts, Hash, HeaderBytes, MwebHeader, Satoshis } from "./shapes.js";

const BlockHeader = Type.Intersect(
  [
    BlockFacts,
    Type.Object({
      mweb_header: Type.Optional(withDescription(MwebHeader, "Litecoin: the extension block's header.")),
      mweb_amount: Type.Optional(
        withDescription(Satoshis, "Litecoin: the extension block's total amount, in satoshis."),
      ),
      prev_mweb_amount: Type.Optional(
        withDescription(Satoshis, "Litecoin: the previous extension block's total amount, in satoshis."),
      ),
    }),
  ],
  { $id: "BlockHeader", description: "A block's header and its position in the chain." },
);

export default method("getblockheader", {
  summary: "Returns a block's header.",
  params: {
    blockhash: param(Hash, "The block's hash."),
    verbose: optional(Type.Boolean(), "False for its bytes. Default: true."),
  },
  result: byArgument("verbose", [
    { values: [false], result: HeaderBytes },
    { values: [true, undefined], result: BlockHeader },
  ]),
  errors: [notFound, badParameter],
  examples: [
    {
      params: { blockhash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49" },
      result: {
        hash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        confirmations: 1,
        height: 145,
        version: 805306368,
        versionHex: "30000000",
        merkleroot: "079ab5b17e9bbb4037fe7fd51c7af44de089cfcd73e2ccf2aea6702001f1eca2",
        time: 1795338343,
        mediantime: 1795338175,
        nonce: 4,
        bits: "207fffff",
        target: "7fffff0000000000000000000000000000000000000000000000000000000000",
        difficulty: 4.656542373906925e-10,
        chainwork: "0000000000000000000000000000000000000000000000000000000000000124",
        nTx: 4,
        previousblockhash: "26dbad5376f3f171ebd7a14293658ddfc7a360b500169079a4387c8820276209",
      },
    },
    {
      name: "bytes",
      params: {
        blockhash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        verbose: false,
      },
      result:
        "0000003009622720887c38a479901600b560a3c7df8d659342a1d7eb71f1f37653addb26a2ecf1012070a6aef2cce273cdcf89e04df47a1cd57ffe3740bb9b7eb1b59a0767b0026bffff7f2004000000",
    },
  ],
});
