import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, undecodable, walletErrors, walletLocked } from "./errors.js";
import { Amount, Bytes, Hash, OutputIndex, Sequence } from "./shapes.js";

const PreviousOutput = Type.Object(
  {
    txid: withDescription(Hash, "The transaction that created it."),
    vout: OutputIndex,
    scriptPubKey: withDescription(Bytes, "Its script."),
    redeemScript: Type.Optional(withDescription(Bytes, "The script whose hash it contains (P2SH).")),
    witnessScript: Type.Optional(withDescription(Bytes, "The script of the witness (P2WSH).")),
    amount: Type.Optional(withDescription(Amount, "Its amount in coins; required for a witness.")),
  },
  { $id: "PreviousOutput", description: "A spent output that the daemon may not know." },
);

const SigningError = Type.Object(
  {
    txid: withDescription(Hash, "The transaction whose output the input spends."),
    vout: OutputIndex,
    witness: Type.Optional(Type.Array(Bytes, { description: "The input's witness." })),
    scriptSig: withDescription(Bytes, "The input's script."),
    sequence: Sequence,
    error: Type.String({ description: "The error." }),
  },
  { $id: "SigningError", description: "An input that could not be signed." },
);

export default method("signrawtransactionwithwallet", {
  summary: "Signs a transaction's inputs for which the wallet has keys.",
  description: "Not supported by Dogecoin Core 1.14.",
  params: {
    hexstring: param(Bytes, "The transaction."),
    prevtxs: optional(Type.Array(PreviousOutput), "Spent outputs that the daemon may not know."),
    sighashtype: optional(
      Type.String(),
      "What the signatures cover, such as `NONE|ANYONECANPAY`. Default: `ALL`.",
    ),
  },
  result: Type.Object(
    {
      hex: withDescription(Bytes, "The transaction with signatures."),
      complete: Type.Boolean({ description: "Whether all inputs are signed." }),
      errors: Type.Optional(Type.Array(SigningError, { description: "The unsigned inputs." })),
    },
    { $id: "SignedTransaction", description: "A fully or partially signed transaction." },
  ),
  errors: [badParameter, walletLocked, undecodable, ...walletErrors],
  examples: [
    {
      params: { hexstring: "0200000001dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b01" },
      result: {
        hex: "02000000000101dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b01",
        complete: true,
      },
    },
    {
      name: "no key",
      params: { hexstring: "0200000001dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b01" },
      result: {
        hex: "0200000001dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b01",
        complete: false,
        errors: [
          {
            txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd",
            vout: 1,
            witness: [],
            scriptSig: "",
            sequence: 4294967293,
            error: "Unable to sign input, invalid stack size (possibly missing key)",
          },
        ],
      },
    },
  ],
});
