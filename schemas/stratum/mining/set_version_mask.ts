import { method, param } from "../../../codegen/schema/index.js";
import { HexU32 } from "../shapes.js";

export default method("mining.set_version_mask", {
  summary: "Changes the version bits that the miner may roll, with immediate effect (BIP310).",
  direction: "serverToClient",
  params: { mask: param(HexU32, "The bits that may be rolled.") },
  examples: [{ params: { mask: "1fffe000" } }],
  see: "https://github.com/bitcoin/bips/blob/master/bip-0310.mediawiki",
});
