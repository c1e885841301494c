import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, undecodable } from "./errors.js";
import { Amount, Bytes, Count, FeeRate, Hash } from "./shapes.js";

const AcceptedFees = Type.Object(
  {
    base: withDescription(Amount, "Its fee."),
    "effective-feerate": Type.Optional(
      withDescription(FeeRate, "The fee rate of it and its package; newer daemons only."),
    ),
    "effective-includes": Type.Optional(
      Type.Array(Hash, { description: "The package's wtxids; newer daemons only." }),
    ),
  },
  { $id: "AcceptedFees", description: "Fees in coins." },
);

const MempoolVerdict = Type.Object(
  {
    txid: withDescription(Hash, "The transaction."),
    wtxid: Type.Optional(withDescription(Hash, "Its hash with the witness, since Bitcoin Core 22.")),
    "package-error": Type.Optional(Type.String({ description: "Why the package was rejected." })),
    allowed: Type.Optional(
      Type.Boolean({ description: "Whether it would be accepted; missing if another one failed first." }),
    ),
    vsize: Type.Optional(withDescription(Count, "Virtual bytes, if it would be accepted.")),
    vsize_adjusted: Type.Optional(withDescription(Count, "The same as `vsize`, newer than Bitcoin Core 31.")),
    vsize_bip141: Type.Optional(
      withDescription(Count, "Virtual bytes: weight / 4, rounded up; newer than Bitcoin Core 31."),
    ),
    fees: Type.Optional(AcceptedFees),
    "reject-reason": Type.Optional(Type.String({ description: "The reject reason: `txn-already-known`." })),
    "reject-details": Type.Optional(
      Type.String({ description: "Details of the reject reason, since Bitcoin Core 29." }),
    ),
  },
  { $id: "MempoolVerdict", description: "Whether the mempool would accept a transaction." },
);

export default method("testmempoolaccept", {
  summary: "Checks whether the mempool would accept transactions, without sending them.",
  params: {
    rawtxs: param(
      Type.Array(Bytes, { minItems: 1, maxItems: 25 }),
      "The transactions, parents first; only one before Bitcoin Core 22.",
    ),
    maxfeerate: optional(
      FeeRate,
      "The highest fee rate in coins per 1000 virtual bytes; 0: no limit. Default: 0.10.",
    ),
  },
  result: Type.Array(MempoolVerdict, { description: "One verdict per transaction, in order." }),
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
