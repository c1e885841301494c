import { method, Type } from "../../codegen/schema/index.js";

export default method("ping", {
  summary: "Has the daemon ping its peers; `getpeerinfo` has the times.",
  result: Type.Null({ description: "Always null, at once." }),
  examples: [{ result: null }],
});
