import { method, optional, param, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter, badType, notFound } from "./errors.js";
import { Amount, Bytes, Hash, Locktime, OutputIndex, Sequence } from "./shapes.js";

const NewInput = Type.Object(
  {
    txid: withDescription(Hash, "The transaction whose output it spends."),
    vout: OutputIndex,
    sequence: Type.Optional(
      withDescription(Sequence, "Its sequence number. Default: as locktime and replaceable require."),
    ),
  },
  { $id: "NewInput", description: "An output to spend." },
);

const NewOutputs = Type.Record(Type.String(), Amount, {
  $id: "NewOutputs",
  minProperties: 1,
  description: "Coins by address.",
});

const NewData = Type.Object(
  { data: withDescription(Bytes, "The data of an OP_RETURN output.") },
  { $id: "NewData", description: "An unspendable output with data." },
);

export default method("createrawtransaction", {
  summary: "Builds an unsigned transaction; nothing is sent or stored.",
  params: {
    inputs: param(Type.Array(NewInput), "Its inputs; may be empty, for `fundrawtransaction`."),
    outputs: param(
      Type.Union([Type.Array(Type.Union([NewData, NewOutputs])), NewOutputs]),
      "Its outputs, in order; Dogecoin Core 1.14 accepts one object only.",
    ),
    locktime: optional(
      Locktime,
      "The earliest height or time at which it can be mined. Default: 0, at once.",
    ),
    replaceable: optional(
      Type.Boolean(),
      "Whether it can be replaced by one with a higher fee (BIP125). Default: true; false on old daemons.",
    ),
  },
  result: withDescription(Bytes, "The transaction."),
  errors: [badType, notFound, badParameter],
  examples: [
    {
      params: {
        inputs: [],
        outputs: [{ rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q: "1.00000000" }, { data: "6869" }],
      },
      result: "02000000000100e1f505000000001600148a35839ed000633fed1eb27e937d074829a3c40d00000000",
    },
    {
      name: "one object",
      params: {
        inputs: [{ txid: "8bd0540000aa49a61415e75b16a08ee2dd248ffb831a6004c39289d325cba7dd", vout: 1 }],
        outputs: { bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj: "1.00000000" },
      },
      result: "0200000001dda7cb25d38992c304601a83fb8f24dde28ea0165be71514a649aa000054d08b0100000000",
    },
  ],
});
