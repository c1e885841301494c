import { method, param, Type } from "../../codegen/schema/index.js";
import { undecodable } from "./errors.js";
import { Bytes } from "./shapes.js";

export default method("submitblock", {
  summary: "Submits a solved block.",
  description: [
    "`null` is success. A text is a verdict: `duplicate` (already known), `inconclusive` (valid, but not on the best chain),",
    "or the reject reason: `high-hash`, `bad-cb-amount`. Safe to repeat.",
  ].join(" "),
  params: { hexdata: param(Bytes, "The block: header, transactions, and the coin's extensions.") },
  result: Type.Unsafe<string | null>({
    type: ["string", "null"],
    description: "Null if the block was accepted, else the verdict.",
  }),
  examples: [
    { params: { hexdata: "0000002006226e46" }, result: null },
    { name: "refused", params: { hexdata: "00000020" }, result: "high-hash" },
  ],
  errors: [undecodable],
  see: "https://github.com/bitcoin/bips/blob/master/bip-0022.mediawiki",
});
