import { method, param, Type, withDescription } from "../../codegen/schema/index.js";
import { notFound, walletErrors } from "./errors.js";
import { Address, Bytes, Count, UnixTime } from "./shapes.js";

export default method("getaddressinfo", {
  summary: "Says what the wallet knows of an address.",
  description:
    "Dogecoin Core 1.14 does not have it: `validateaddress` says there whether an address is the wallet's.",
  params: { address: param(Address) },
  result: Type.Object(
    {
      address: Address,
      scriptPubKey: withDescription(
        Bytes,
        "The script of an output that pays to it; empty for a Litecoin MWEB address.",
      ),
      ismine: Type.Boolean({ description: "Whether the wallet can spend from it." }),
      solvable: Type.Boolean({ description: "Whether it could if it had the keys." }),
      desc: Type.Optional(Type.String({ description: "Its descriptor, if it is solvable." })),
      parent_desc: Type.Optional(
        Type.String({ description: "The wallet's descriptor that it came from; newer daemons only." }),
      ),
      iswatchonly: Type.Optional(Type.Boolean({ description: "Whether the wallet only watches it." })),
      isscript: Type.Optional(Type.Boolean({ description: "Whether it pays to a script." })),
      iswitness: Type.Boolean({ description: "Whether it pays to a witness program." }),
      witness_version: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 16, description: "The version of the witness program." }),
      ),
      witness_program: Type.Optional(withDescription(Bytes, "The witness program.")),
      ismweb: Type.Optional(
        Type.Boolean({ description: "Litecoin: whether it is an address of the extension block." }),
      ),
      script: Type.Optional(
        Type.String({ description: "What kind of script it pays to, if known: `multisig`." }),
      ),
      hex: Type.Optional(withDescription(Bytes, "That script, if known.")),
      pubkeys: Type.Optional(
        Type.Array(Type.String(), { description: "The keys of a multisignature script." }),
      ),
      sigsrequired: Type.Optional(withDescription(Count, "How many of them must sign.")),
      pubkey: Type.Optional(withDescription(Bytes, "The public key, if it is a single one and known.")),
      iscompressed: Type.Optional(Type.Boolean({ description: "Whether that is in short form." })),
      ischange: Type.Boolean({ description: "Whether it was made for change." }),
      timestamp: Type.Optional(withDescription(UnixTime, "When its key was made, in Unix seconds.")),
      hdkeypath: Type.Optional(
        Type.String({ description: "The path of its key from the seed: `m/84h/1h/0h/0/2`." }),
      ),
      hdseedid: Type.Optional(withDescription(Bytes, "The hash of the seed.")),
      hdmasterfingerprint: Type.Optional(
        withDescription(Bytes, "The fingerprint of the master key, 4 bytes."),
      ),
      labels: Type.Array(Type.String(), { description: "Its labels, at most one." }),
    },
    { $id: "AddressInfo", description: "An address, as the wallet knows it." },
  ),
  errors: [notFound, ...walletErrors],
  examples: [
    {
      params: { address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q" },
      result: {
        address: "rltc1q3g6c88ksqp3nlmg7kflfxlg8fq5683qdmd6k4q",
        scriptPubKey: "00148a35839ed000633fed1eb27e937d074829a3c40d",
        ismine: true,
        solvable: true,
        iswatchonly: false,
        isscript: false,
        iswitness: true,
        witness_version: 0,
        witness_program: "8a35839ed000633fed1eb27e937d074829a3c40d",
        ismweb: false,
        ischange: false,
        labels: [""],
      },
    },
  ],
});
