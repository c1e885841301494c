import { byArgument, method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, badType, notConnected, notSynced, undecodable } from "./errors.js";
import { Bytes, CompactTarget, Hash, Height, Satoshis, Target, UnixTime } from "./shapes.js";

const TemplateTransaction = Type.Object(
  {
    data: withDescription(Bytes, "The transaction with its witness."),
    txid: Type.Optional(withDescription(Hash, "The transaction's id, which goes into the merkle tree.")),
    hash: withDescription(Hash, "Its wtxid; the txid where there is no witness."),
    depends: Type.Array(Type.Integer({ minimum: 1 }), {
      description: "The transactions before it that it needs, from 1.",
    }),
    fee: Type.Optional(withDescription(Satoshis, "Its fee, in satoshis.")),
    sigops: Type.Integer({ minimum: 0, description: "Signature operations, as the sigoplimit counts them." }),
    weight: Type.Optional(Type.Integer({ minimum: 0, description: "Weight units (BIP141)." })),
  },
  { $id: "TemplateTransaction", description: "A transaction that the block should hold." },
);

const BlockTemplate = Type.Object(
  {
    capabilities: Type.Optional(
      Type.Array(Type.String(), { description: "What the daemon can do besides." }),
    ),
    version: Type.Integer({
      description: "The header's version, to be taken as an unsigned 32-bit number.",
    }),
    rules: Type.Optional(
      Type.Array(Type.String(), {
        description: "The rules in force; a client must understand those with a `!`.",
      }),
    ),
    vbavailable: Type.Optional(
      Type.Record(Type.String(), Type.Integer(), {
        description: "Version bits that may be set, by deployment.",
      }),
    ),
    vbrequired: Type.Optional(Type.Integer({ description: "Version bits that must be set." })),
    previousblockhash: withDescription(Hash, "The tip, which the block builds on."),
    transactions: Type.Array(TemplateTransaction, {
      description: "The transactions to mine, in this order; the coinbase is the miner's.",
    }),
    coinbaseaux: Type.Record(Type.String(), Bytes, {
      description: "Bytes that the coinbase's script must hold; Dogecoin gives some, others none.",
    }),
    coinbasevalue: withDescription(Satoshis, "What the coinbase may pay, fees included, in satoshis."),
    longpollid: Type.Optional(Type.String({ description: "To be sent back to wait for the next template." })),
    target: withDescription(Target, "What the block's hash must not exceed."),
    mintime: withDescription(UnixTime, "The lowest time that the header may have, in Unix seconds."),
    mutable: Type.Array(Type.String(), { description: "What the miner may change." }),
    noncerange: Type.String({
      pattern: "^[0-9a-f]{16}$",
      description: "The lowest and the highest nonce, 8 hexadecimal digits each.",
    }),
    sigoplimit: Type.Integer({ description: "The most signature operations of a block." }),
    sizelimit: Type.Integer({ description: "The most bytes of a block." }),
    weightlimit: Type.Optional(Type.Integer({ description: "The most weight units of a block (BIP141)." })),
    curtime: withDescription(UnixTime, "The time that the header should have, in Unix seconds."),
    bits: CompactTarget,
    height: withDescription(Height, "The block's height."),
    default_witness_commitment: Type.Optional(
      withDescription(Bytes, "The script of the output that commits to the witnesses (BIP141)."),
    ),
    signet_challenge: Type.Optional(
      withDescription(Bytes, "The script that a block of this signet must satisfy."),
    ),
    mweb: Type.Optional(
      withDescription(Bytes, "Litecoin: the extension block, to follow the transactions behind a byte 01."),
    ),
  },
  { $id: "BlockTemplate", description: "What the next block should hold." },
);

const ProposalVerdict = Type.Unsafe<string | null>({
  $id: "ProposalVerdict",
  type: ["string", "null"],
  description: "Null for a block that would be accepted with the right work, else why not.",
});

export default method("getblocktemplate", {
  summary: "Asks for what the next block should hold (BIP22, BIP23).",
  description: [
    "With `longpollid` the daemon answers only when the tip changes, or after a minute when the mempool did;",
    "give such a call a deadline of more than 60 seconds. It occupies one of the daemon's RPC threads meanwhile.",
    "After a change of the mempool the same template is given for another 5 seconds.",
  ].join(" "),
  paramStructure: "spread",
  params: {
    rules: param(
      Type.Array(Type.String()),
      "The rules that the caller understands. Litecoin insists on `segwit` and `mweb`, Bitcoin on `segwit`; unknown ones do no harm.",
    ),
    mode: optional(
      Type.Enum(["template", "proposal"]),
      "`proposal` has a block checked but for its work. Default: `template`.",
    ),
    capabilities: optional(Type.Array(Type.String()), "What the caller can do: `coinbasetxn`, `longpoll`."),
    longpollid: optional(Type.String(), "The longpollid of the template that the caller has."),
    data: optional(Bytes, "The block to be checked, in mode `proposal`."),
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
