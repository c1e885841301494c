import { defineConfig } from "stratum-codegen";
import { python } from "./python.js";

export default defineConfig({
  protocols: [
    { input: "openrpc.json", output: "generated", plugins: [python], emit: ["types", "client", "python"] },
  ],
});
