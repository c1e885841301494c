import { method, Type } from "../../codegen/schema/index.js";

export default method("ping", {
  summary: "Sends a ping to all peers; `getpeerinfo` returns the times.",
  result: Type.Null({ description: "Always null, at once." }),
  examples: [{ result: null }],
});
