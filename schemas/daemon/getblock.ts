import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, failed, notFound } from "./errors.js";
import {
  Amount,
  BlockFacts,
  Bytes,
  Count,
  Hash,
  HeaderBytes,
  Locktime,
  MwebHeader,
  Sequence,
  Transaction,
  TransactionVersion,
} from "./shapes.js";

const CoinbaseTransaction = Type.Object(
  {
    version: TransactionVersion,
    locktime: Locktime,
    sequence: Sequence,
    coinbase: withDescription(Bytes, "The coinbase's script, written by the miner."),
    witness: Type.Optional(withDescription(Bytes, "Its witness, if it has one.")),
  },
  { $id: "CoinbaseTransaction", description: "A summary of the coinbase." },
);

const MwebPart = Type.Union([Bytes, Type.Object({})], {
  $id: "MwebPart",
  description: "The id of a part of the extension block; an object at verbosity 2 and above.",
});

const MwebBlock = Type.Intersect(
  [
    MwebHeader,
    Type.Object({
      inputs: Type.Array(MwebPart, { description: "Its inputs." }),
      outputs: Type.Array(MwebPart, { description: "Its outputs." }),
      kernels: Type.Array(MwebPart, {
        description: "Its kernels, the part of transactions that is never pruned.",
      }),
    }),
  ],
  { $id: "MwebBlock", description: "A Litecoin extension block." },
);

const BlockTransaction = Type.Intersect(
  [
    Transaction,
    Type.Object({
      fee: Type.Optional(
        withDescription(Amount, "Its fee in coins, on newer daemons; missing for the coinbase."),
      ),
      hex: Type.Optional(withDescription(Bytes, "The transaction with its witness.")),
    }),
  ],
  { $id: "BlockTransaction", description: "A transaction of a block." },
);

const AuxPow = Type.Object(
  {
    tx: withDescription(BlockTransaction, "The parent block's coinbase, which contains this block's hash."),
    index: withDescription(Count, "The coinbase's position in the parent block: 0."),
    chainindex: withDescription(Count, "This chain's position in the tree of merged chains."),
    merklebranch: Type.Array(Hash, {
      description: "The merkle branch from the coinbase to the parent block's merkle root.",
    }),
    chainmerklebranch: Type.Array(Hash, {
      description: "The merkle branch from this block's hash to the root in the coinbase.",
    }),
    parentblock: withDescription(HeaderBytes, "The parent block's header."),
  },
  { $id: "AuxPow", description: "The proof of merged mining with a parent block." },
);

const BlockContents = Type.Object(
  {
    size: withDescription(Count, "Bytes, witnesses included."),
    strippedsize: withDescription(Count, "Bytes without the witnesses."),
    weight: withDescription(Count, "Weight units (BIP141)."),
    coinbase_tx: Type.Optional(
      withDescription(CoinbaseTransaction, "The first transaction, since Bitcoin Core 31."),
    ),
    mweb: Type.Optional(withDescription(MwebBlock, "Litecoin: the extension block, once MWEB is active.")),
    auxpow: Type.Optional(
      withDescription(AuxPow, "Dogecoin: the parent block that it was merge-mined with."),
    ),
  },
  { $id: "BlockContents", description: "A block's sizes, and its contents besides transactions." },
);

const Block = Type.Intersect(
  [
    BlockFacts,
    BlockContents,
    Type.Object({ tx: Type.Array(Hash, { description: "Its txids, the coinbase first." }) }),
  ],
  { $id: "Block", description: "A block with the ids of its transactions." },
);

const BlockWithTransactions = Type.Intersect(
  [
    BlockFacts,
    BlockContents,
    Type.Object({
      tx: Type.Array(BlockTransaction, { description: "Its transactions, the coinbase first." }),
    }),
  ],
  { $id: "BlockWithTransactions", description: "A block with its transactions." },
);

export default method("getblock", {
  summary: "Returns a block.",
  params: {
    blockhash: param(Hash, "The block's hash."),
    verbosity: optional(
      Type.Unsafe<0 | 1 | 2 | 3 | boolean>({ enum: [0, 1, 2, 3, false, true] }),
      [
        "0 or false: the bytes; 1 or true: with txids; 2: with transactions;",
        "3: with spent outputs, since Bitcoin Core 23, else the same as 2. Default: 1.",
      ].join(" "),
    ),
  },
  result: byArgument("verbosity", [
    { values: [0, false], result: Bytes },
    { values: [1, true, undefined], result: Block },
    { values: [2, 3], result: BlockWithTransactions },
  ]),
  errors: [failed, notFound, badParameter],
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
        difficulty: 4.656542373906925e-10,
        chainwork: "0000000000000000000000000000000000000000000000000000000000000124",
        nTx: 1,
        previousblockhash: "26dbad5376f3f171ebd7a14293658ddfc7a360b500169079a4387c8820276209",
        strippedsize: 620,
        size: 983,
        weight: 2843,
        tx: ["94841ac549501ef49b8df8ac5baeebcd7ecfd298f0b4f36bbd96a4802322f471"],
      },
    },
    {
      name: "bytes",
      params: {
        blockhash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        verbosity: 0,
      },
      result: "0000003009622720887c38a479901600b560a3c7df8d659342a1d7eb71f1f37653addb26",
    },
    {
      name: "with transactions",
      params: {
        blockhash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
        verbosity: 2,
      },
      result: {
        hash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
        confirmations: 1,
        strippedsize: 757,
        size: 1398,
        weight: 3498,
        height: 740,
        version: 536870912,
        versionHex: "20000000",
        merkleroot: "cec0a3995c31abce44b017a8d42c057472864a9b6cfaac1b1117dd2976e98882",
        tx: [
          {
            txid: "605dbe6de934bca60377eeb051101fae79f432a5809cd0b5d2f683ed7eb367d4",
            hash: "9edf08bfdd195a5ce75c2047ec7142fa1c87bb77cf5cff5484ba90831e0e2b70",
            version: 2,
            size: 170,
            vsize: 143,
            weight: 572,
            locktime: 0,
            vin: [{ ismweb: false, coinbase: "02e4020101", sequence: 4294967295 }],
            vout: [
              {
                ismweb: false,
                value: "3.12555800",
                n: 0,
                scriptPubKey: {
                  asm: "0 8a35839ed000633fed1eb27e937d074829a3c40d",
                  hex: "00148a35839ed000633fed1eb27e937d074829a3c40d",
                  reqSigs: 1,
                  type: "witness_v0_keyhash",
                  addresses: ["rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q"],
                },
              },
            ],
          },
        ],
        time: 1795338346,
        mediantime: 1795338256,
        nonce: 4,
        bits: "207fffff",
        difficulty: 4.656542373906925e-10,
        chainwork: "00000000000000000000000000000000000000000000000000000000000005ca",
        nTx: 1,
        previousblockhash: "ed35fd076b8e0e243007522d277ef7ffa65d24d343d3f4fc25330980ebd02fe1",
      },
    },
    {
      name: "merge-mined with Litecoin",
      params: { blockhash: "0f3c4a1d5b0e6f1f39a1dd2a9e7d5f3b3ad7f9b0c1e2d3f4a5b6c7d8e9f0a1b2" },
      result: {
        hash: "0f3c4a1d5b0e6f1f39a1dd2a9e7d5f3b3ad7f9b0c1e2d3f4a5b6c7d8e9f0a1b2",
        confirmations: 3,
        strippedsize: 880,
        size: 880,
        weight: 3520,
        height: 5000000,
        version: 6422788,
        versionHex: "00620104",
        merkleroot: "a6c1b9d8e7f60514233241506f7e8d9cabbac9d8e7f60514233241506f7e8d9c",
        tx: ["a6c1b9d8e7f60514233241506f7e8d9cabbac9d8e7f60514233241506f7e8d9c"],
        time: 1700000000,
        mediantime: 1699999800,
        nonce: 0,
        bits: "1a01cd2d",
        difficulty: 9309213.4,
        chainwork: "00000000000000000000000000000000000000000000097c1bb0a5d3e1f0c2b4",
        auxpow: {
          tx: {
            hex: "01000000010000000000",
            txid: "3f2e1d0c9b8a79685746352413020f1e2d3c4b5a69788796a5b4c3d2e1f00112",
            hash: "3f2e1d0c9b8a79685746352413020f1e2d3c4b5a69788796a5b4c3d2e1f00112",
            size: 180,
            vsize: 180,
            version: 1,
            locktime: 0,
            vin: [{ coinbase: "03a0860102fabe6d6d", sequence: 4294967295 }],
            vout: [
              {
                value: "6.25000000",
                n: 0,
                scriptPubKey: { asm: "OP_TRUE", hex: "51", type: "nonstandard" },
              },
            ],
          },
          index: 0,
          chainindex: 0,
          merklebranch: ["7d2c1b0a9f8e7d6c5b4a39281706f5e4d3c2b1a0918273645546372819a0b1c2"],
          chainmerklebranch: [],
          parentblock:
            "00000020e12fd0eb80093325fcf4d343d3245da6fff77e272d520730240e8e6b07fd35ed8288e97629dd17111bacfa6c9b4a867274052cd4a817b044ceab315c99a3c0ce6ab0026bffff7f2004000000",
        },
        previousblockhash: "5b1a3e9d1c7f2b604d8e6a90f3c2b1a0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4",
      },
    },
  ],
});
