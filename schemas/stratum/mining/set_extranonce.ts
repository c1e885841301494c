import { method, optional } from "../../../codegen/schema/index.js";
import { ExtranonceSize, Hex } from "../shapes.js";

export default method("mining.set_extranonce", {
  summary: "Changes the session's extranonce, from the next job on.",
  description: "Sent only to miners that asked with `mining.extranonce.subscribe` or `subscribe-extranonce`.",
  direction: "serverToClient",
  params: {
    extranonce1: optional(Hex, "The new extranonce1. Default: as before."),
    extranonce2Size: optional(ExtranonceSize, "The new size of extranonce2. Default: as before."),
  },
  examples: [{ params: { extranonce1: "08000003", extranonce2Size: 4 } }],
  see: "https://github.com/nicehash/Specifications/blob/master/NiceHash_extranonce_subscribe_extension.txt",
});
