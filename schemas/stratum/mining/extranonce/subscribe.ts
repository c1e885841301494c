import { method, Type } from "../../../../codegen/schema/index.js";
import { other } from "../../errors.js";

export default method("mining.extranonce.subscribe", {
  summary: "Announces that the miner supports mining.set_extranonce.",
  result: Type.Boolean({ description: "True when the pool will use it." }),
  errors: [other],
  optional: true,
  examples: [{ result: true }],
  see: "https://github.com/nicehash/Specifications/blob/master/NiceHash_extranonce_subscribe_extension.txt",
});
