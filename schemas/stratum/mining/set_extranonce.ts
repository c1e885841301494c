import { method, optional } from "../../../codegen/schema/index.js";
import { ExtranonceSize, Hex } from "../shapes.js";

export default method("mining.set_extranonce", {
  summary: "Changes the session's extranonce from the next job on.",
  description:
    "Only sent to miners that requested it with `mining.extranonce.subscribe` or `subscribe-extranonce`.",
  direction: "serverToClient",
  params: {
    extranonce1: optional(Hex, "The new extranonce1. Default: unchanged."),
    extranonce2Size: optional(ExtranonceSize, "The new size of extranonce2. Default: unchanged."),
  },
  examples: [{ params: { extranonce1: "08000003", extranonce2Size: 4 } }],
  see: "https://github.com/nicehash/Specifications/blob/master/NiceHash_extranonce_subscribe_extension.txt",
});
