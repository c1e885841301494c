import { method, optional, Type } from "../../../codegen/schema/index.js";

export default method("client.reconnect", {
  summary: "Asks the miner to reconnect, optionally to another address.",
  description: "Miners refuse hosts outside the domain that they are configured with.",
  direction: "serverToClient",
  params: {
    host: optional(Type.String(), "The host to connect to. Default: the same host."),
    port: optional(
      Type.Unsafe<number | string>({ type: ["integer", "string"] }),
      "The port. Default: the same port.",
    ),
    wait: optional(Type.Number({ minimum: 0 }), "Seconds to wait before reconnecting. Default: 0."),
  },
  examples: [
    { params: { host: "eu.pool.example", port: 3333, wait: 1.5 } },
    { name: "the same host", params: {} },
  ],
});
