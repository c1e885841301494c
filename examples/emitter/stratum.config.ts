import { defineConfig } from "stratum-codegen";
import { python } from "./python.js";
import { rust } from "./rust.js";

export default defineConfig({
  protocols: [
    {
      input: "openrpc.json",
      output: "generated",
      plugins: [python, rust],
      emit: ["types", "client", "python", "rust"],
    },
  ],
});
