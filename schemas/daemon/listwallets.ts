import { method, Type } from "../../codegen/schema/index.js";

export default method("listwallets", {
  summary: "Lists the loaded wallets.",
  result: Type.Array(Type.String(), { description: "Their names." }),
  examples: [{ result: ["pool"] }],
});
