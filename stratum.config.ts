import { defineConfig } from "stratum-codegen";

const runtime = "../../src/runtime/index.js";

export default defineConfig({
  protocols: [
    { input: "schemas/stratum", output: "generated/stratum", runtime },
    { input: "schemas/daemon", output: "generated/daemon", runtime, validators: "lazy" },
    { input: "schemas/notify", output: "generated/notify", runtime },
    // The service of examples/tasks, with which the tests try every transport.
    {
      input: "examples/tasks/schemas",
      output: "test/endpoint/tasks",
      runtime: "../../../src/runtime/index.js",
    },
  ],
});
