import { method, param, Type } from "../../codegen/schema/index.js";
import { undecodable } from "./errors.js";
import { Bytes } from "./shapes.js";

export default method("submitblock", {
  summary: "Hands the daemon a solved block.",
  description: [
    "`null` is success. A text is a verdict: `duplicate` (known already), `inconclusive` (valid, but not on the best chain),",
    "or why the block is refused: `high-hash`, `bad-cb-amount`. It is safe to repeat.",
  ].join(" "),
  params: { hexdata: param(Bytes, "The block: header, transactions, and what the coin has behind them.") },
  result: Type.Unsafe<string | null>({
    type: ["string", "null"],
    description: "Null where the block was accepted, else the verdict.",
  }),
  examples: [
    { params: { hexdata: "0000002006226e46" }, result: null },
    { name: "refused", params: { hexdata: "00000020" }, result: "high-hash" },
  ],
  errors: [undecodable],
  see: "https://github.com/bitcoin/bips/blob/master/bip-0022.mediawiki",
});
