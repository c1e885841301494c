import { method, optional, Type } from "../../../codegen/schema/index.js";

export default method("client.reconnect", {
  summary: "Asks the miner to connect again, here or elsewhere.",
  description: "Miners refuse another domain than the one they were configured with.",
  direction: "serverToClient",
  params: {
    host: optional(Type.String(), "Where to. Default: the same host."),
    port: optional(
      Type.Unsafe<number | string>({ type: ["integer", "string"] }),
      "Which port there. Default: the same.",
    ),
    wait: optional(Type.Number({ minimum: 0 }), "Seconds to wait before. Default: 0."),
  },
  examples: [
    { params: { host: "eu.pool.example", port: 3333, wait: 1.5 } },
    { name: "the same host", params: {} },
  ],
});
