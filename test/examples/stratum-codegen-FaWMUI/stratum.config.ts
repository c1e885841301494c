import { defineConfig } from "stratum-codegen";
import { devtools } from "./devtools-reader.js";

export default defineConfig({
  protocols: [
    {
      input: "protocol.json",
      output: "generated",
      readers: [devtools],
      // Methods keep the protocol's names: page.DOM.getDocument().
      names: "wire",
    },
  ],
});
