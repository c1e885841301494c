import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, undecodable } from "./errors.js";
import { Amount, Bytes, Count, FeeRate, Hash } from "./shapes.js";

const AcceptedFees = Type.Object(
  {
    base: withDescription(Amount, "Its fee."),
    "effective-feerate": Type.Optional(
      withDescription(FeeRate, "What it pays with those it is taken together with; newer daemons only."),
    ),
    "effective-includes": Type.Optional(
      Type.Array(Hash, { description: "The wtxids of those; newer daemons only." }),
    ),
  },
  { $id: "AcceptedFees", description: "Fees in coins." },
);

const MempoolVerdict = Type.Object(
  {
    txid: withDescription(Hash, "The transaction."),
    wtxid: Type.Optional(withDescription(Hash, "Its hash with the witness, since Bitcoin Core 22.")),
    "package-error": Type.Optional(Type.String({ description: "Why not all of them together." })),
    allowed: Type.Optional(
      Type.Boolean({ description: "Whether it would be let in; absent where another one failed first." }),
    ),
    vsize: Type.Optional(withDescription(Count, "Virtual bytes, if it would be let in.")),
    vsize_adjusted: Type.Optional(withDescription(Count, "The same as `vsize`, newer than Bitcoin Core 31.")),
    vsize_bip141: Type.Optional(
      withDescription(Count, "Virtual bytes: weight / 4, rounded up; newer than Bitcoin Core 31."),
    ),
    fees: Type.Optional(AcceptedFees),
    "reject-reason": Type.Optional(Type.String({ description: "Why it would not: `txn-already-known`." })),
    "reject-details": Type.Optional(Type.String({ description: "More about it, since Bitcoin Core 29." })),
  },
  { $id: "MempoolVerdict", description: "Whether a transaction would be let into the mempool." },
);

export default method("testmempoolaccept", {
  summary: "Says whether transactions would be let into the mempool, without sending them.",
  params: {
    rawtxs: param(
      Type.Array(Bytes, { minItems: 1, maxItems: 25 }),
      "The transactions, those that others need first; before Bitcoin Core 22 one only.",
    ),
    maxfeerate: optional(
      FeeRate,
      "Refuse what pays more, in coins per 1000 virtual bytes; 0: never. Default: 0.10.",
    ),
  },
  result: Type.Array(MempoolVerdict, { description: "A verdict for each, in order." }),
  errors: [badParameter, undecodable],
  examples: [
    {
      params: {
        rawtxs: ["02000000000101dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b01"],
      },
      result: [
        {
          txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
          wtxid: "fc24ba8f9788f5b3821f10b09327daed5303c190a06ce0e52f4271515e0ca77e",
          allowed: true,
          vsize: 141,
          fees: {
            base: "0.00014100",
            "effective-feerate": "0.00100000",
            "effective-includes": ["fc24ba8f9788f5b3821f10b09327daed5303c190a06ce0e52f4271515e0ca77e"],
          },
        },
      ],
    },
  ],
});
