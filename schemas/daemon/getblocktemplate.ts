import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, badType, notConnected, notSynced, undecodable } from "./errors.js";
import { Bytes, CompactTarget, Hash, Height, Satoshis, Target, UnixTime } from "./shapes.js";

const TemplateTransaction = Type.Object(
  {
    data: withDescription(Bytes, "The transaction with its witness."),
    txid: Type.Optional(withDescription(Hash, "The transaction's id, which goes into the merkle tree.")),
    hash: withDescription(Hash, "Its wtxid; equals the txid without a witness."),
    depends: Type.Array(Type.Integer({ minimum: 1 }), {
      description: "The transactions that it depends on, by number from 1.",
    }),
    fee: Type.Optional(withDescription(Satoshis, "Its fee, in satoshis.")),
    sigops: Type.Integer({ minimum: 0, description: "Signature operations, as counted for sigoplimit." }),
    weight: Type.Optional(Type.Integer({ minimum: 0, description: "Weight units (BIP141)." })),
  },
  { $id: "TemplateTransaction", description: "A transaction of the template." },
);

const BlockTemplate = Type.Object(
  {
    capabilities: Type.Optional(
      Type.Array(Type.String(), { description: "Optional features of the daemon." }),
    ),
    version: Type.Integer({
      description: "The header's version; read it as an unsigned 32-bit number.",
    }),
    rules: Type.Optional(
      Type.Array(Type.String(), {
        description: "The active rules; a client must support those with a `!`.",
      }),
    ),
    vbavailable: Type.Optional(
      Type.Record(Type.String(), Type.Integer(), {
        description: "Version bits that may be set, by deployment.",
      }),
    ),
    vbrequired: Type.Optional(Type.Integer({ description: "Version bits that must be set." })),
    previousblockhash: withDescription(Hash, "The tip's hash: the block's parent."),
    transactions: Type.Array(TemplateTransaction, {
      description: "The transactions to mine, in this order, without the coinbase.",
    }),
    coinbaseaux: Type.Record(Type.String(), Bytes, {
      description: "Bytes that the coinbase's script must contain; only Dogecoin has some.",
    }),
    coinbasevalue: withDescription(
      Satoshis,
      "The highest amount that the coinbase may pay, including fees, in satoshis.",
    ),
    longpollid: Type.Optional(Type.String({ description: "Send it back to wait for the next template." })),
    target: withDescription(Target, "The highest valid hash of the block."),
    mintime: withDescription(UnixTime, "The lowest valid time of the header, in Unix seconds."),
    mutable: Type.Array(Type.String(), { description: "The parts that the miner may change." }),
    noncerange: Type.String({
      pattern: "^[0-9a-f]{16}$",
      description: "The lowest and the highest nonce, 8 hexadecimal digits each.",
    }),
    sigoplimit: Type.Integer({ description: "The limit of signature operations per block." }),
    sizelimit: Type.Integer({ description: "The limit of bytes per block." }),
    weightlimit: Type.Optional(
      Type.Integer({ description: "The limit of weight units per block (BIP141)." }),
    ),
    curtime: withDescription(UnixTime, "The recommended time of the header, in Unix seconds."),
    bits: CompactTarget,
    height: withDescription(Height, "The block's height."),
    default_witness_commitment: Type.Optional(
      withDescription(Bytes, "The script of the witness commitment (BIP141)."),
    ),
    mweb: Type.Optional(
      withDescription(Bytes, "Litecoin: the extension block; it follows the transactions after a byte 01."),
    ),
  },
  { $id: "BlockTemplate", description: "A template of the next block." },
);

const ProposalVerdict = Type.Unsafe<string | null>({
  $id: "ProposalVerdict",
  type: ["string", "null"],
  description: "Null if the block is valid apart from its work, else the reject reason.",
});

export default method("getblocktemplate", {
  summary: "Returns a template of the next block (BIP22, BIP23).",
  description: [
    "With `longpollid` the daemon answers when the tip changes or, after a minute, when the mempool changes;",
    "give such a call a deadline of more than 60 seconds. It occupies one of the daemon's RPC threads.",
    "After a change of the mempool the same template is returned for another 5 seconds.",
  ].join(" "),
  paramStructure: "spread",
  params: {
    rules: param(
      Type.Array(Type.String()),
      "The rules that the caller supports. Litecoin requires `segwit` and `mweb`, Bitcoin `segwit`; unknown ones are ignored.",
    ),
    mode: optional(
      Type.Enum(["template", "proposal"]),
      "`proposal` validates a block apart from its work. Default: `template`.",
    ),
    capabilities: optional(Type.Array(Type.String()), "The caller's features: `coinbasetxn`, `longpoll`."),
    longpollid: optional(Type.String(), "The longpollid of the caller's current template."),
    data: optional(Bytes, "The block to validate, in mode `proposal`."),
  },
  result: byArgument("mode", [
    { values: ["template", undefined], result: BlockTemplate },
    { values: ["proposal"], result: ProposalVerdict },
  ]),
  examples: [
    {
      params: { rules: ["segwit", "mweb"] },
      result: {
        capabilities: ["proposal"],
        version: 536870912,
        rules: ["csv", "!segwit", "taproot"],
        vbavailable: {},
        vbrequired: 0,
        previousblockhash: "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206",
        transactions: [],
        coinbaseaux: {},
        coinbasevalue: 5000000000,
        longpollid: "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e22061",
        target: "7fffff0000000000000000000000000000000000000000000000000000000000",
        mintime: 1296688603,
        mutable: ["time", "transactions", "prevblock"],
        noncerange: "00000000ffffffff",
        sigoplimit: 80000,
        sizelimit: 4000000,
        weightlimit: 4000000,
        curtime: 1795338004,
        bits: "207fffff",
        height: 1,
        default_witness_commitment:
          "6a24aa21a9ede2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf9",
      },
    },
    {
      name: "proposal",
      params: { rules: ["segwit"], mode: "proposal", data: "0000002006226e46" },
      result: "inconclusive-not-best-prevblk",
    },
  ],
  errors: [badType, badParameter, notConnected, notSynced, undecodable],
  see: "https://github.com/bitcoin/bips/blob/master/bip-0022.mediawiki",
});
