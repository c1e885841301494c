import { method, param, Type, withDescription } from "../../codegen/schema/index.js";
import { Bytes } from "./shapes.js";

export default method("validateaddress", {
  summary: "Validates an address and returns its script.",
  params: { address: param(Type.String(), "The address.") },
  result: Type.Object(
    {
      isvalid: Type.Boolean({ description: "Whether it is an address of this chain." }),
      address: Type.Optional(Type.String({ description: "The address." })),
      scriptPubKey: Type.Optional(
        withDescription(Bytes, "The script of an output that pays to it; empty for a Litecoin MWEB address."),
      ),
      isscript: Type.Optional(Type.Boolean({ description: "Whether it pays to a script." })),
      iswitness: Type.Optional(Type.Boolean({ description: "Whether it pays to a witness program." })),
      witness_version: Type.Optional(Type.Integer({ description: "The version of the witness program." })),
      witness_program: Type.Optional(withDescription(Bytes, "The witness program.")),
      ismweb: Type.Optional(
        Type.Boolean({ description: "Litecoin: whether it is an address of the extension block." }),
      ),
      ismine: Type.Optional(
        Type.Boolean({
          description:
            "Dogecoin: whether the wallet can spend from it; see `getaddressinfo` for other coins.",
        }),
      ),
      pubkey: Type.Optional(withDescription(Bytes, "Dogecoin: its public key, if the wallet has it.")),
      error: Type.Optional(Type.String({ description: "Why it is invalid, since Bitcoin Core 22." })),
      error_locations: Type.Optional(
        Type.Array(Type.Integer(), { description: "Positions of wrong characters, since Bitcoin Core 23." }),
      ),
    },
    { $id: "AddressValidity", description: "Whether an address is valid, and its properties." },
  ),
  examples: [
    {
      params: { address: "bcrt1qdectn5232pp5lhf4s7wfxcerdh72p44pnjg00w" },
      result: {
        isvalid: true,
        address: "bcrt1qdectn5232pp5lhf4s7wfxcerdh72p44pnjg00w",
        scriptPubKey: "00146e70a1d150434e7934854f02337923c40d741c64",
        isscript: false,
        iswitness: true,
      },
    },
    { name: "invalid", params: { address: "nonsense" }, result: { isvalid: false } },
  ],
});
