import { method, param, Type, withDescription } from "../../codegen/schema/index.js";
import { notFound, walletErrors } from "./errors.js";
import { Address, Bytes, Count, UnixTime } from "./shapes.js";

export default method("getaddressinfo", {
  summary: "Returns the wallet's information on an address.",
  description:
    "Not supported by Dogecoin Core 1.14, whose `validateaddress` tells whether an address is the wallet's.",
  params: { address: param(Address) },
  result: Type.Object(
    {
      address: Address,
      scriptPubKey: withDescription(
        Bytes,
        "The script of an output that pays to it; empty for a Litecoin MWEB address.",
      ),
      ismine: Type.Boolean({ description: "Whether the wallet can spend from it." }),
      solvable: Type.Boolean({ description: "Whether it could spend from it with the keys." }),
      desc: Type.Optional(Type.String({ description: "Its descriptor, if it is solvable." })),
      parent_desc: Type.Optional(
        Type.String({ description: "The wallet descriptor that it is derived from; newer daemons only." }),
      ),
      iswatchonly: Type.Optional(Type.Boolean({ description: "Whether it is watch-only." })),
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
        Type.String({ description: "The type of script that it pays to, if known: `multisig`." }),
      ),
      hex: Type.Optional(withDescription(Bytes, "That script, if known.")),
      pubkeys: Type.Optional(
        Type.Array(Type.String(), { description: "The keys of a multisignature script." }),
      ),
      sigsrequired: Type.Optional(withDescription(Count, "The number of required signatures.")),
      pubkey: Type.Optional(withDescription(Bytes, "The public key, for a single known key.")),
      iscompressed: Type.Optional(Type.Boolean({ description: "Whether the public key is compressed." })),
      ischange: Type.Boolean({ description: "Whether it is a change address." }),
      timestamp: Type.Optional(withDescription(UnixTime, "When its key was created, in Unix seconds.")),
      hdkeypath: Type.Optional(
        Type.String({ description: "The derivation path of its key: `m/84h/1h/0h/0/2`." }),
      ),
      hdseedid: Type.Optional(withDescription(Bytes, "The hash of the seed.")),
      hdmasterfingerprint: Type.Optional(
        withDescription(Bytes, "The fingerprint of the master key, 4 bytes."),
      ),
      labels: Type.Array(Type.String(), { description: "Its labels, at most one." }),
    },
    { $id: "AddressInfo", description: "The wallet's information on an address." },
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
