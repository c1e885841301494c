import { method, optional, param, positions, Type } from "../../../codegen/schema/index.js";
import { ExtranonceSize, Hex } from "../shapes.js";

const Subscription = positions(
  {
    method: param(Type.String(), "The method of the notifications."),
    id: param(Type.String(), "The id of the subscription."),
  },
  { $id: "Subscription", description: "A kind of notification that the pool will send." },
);

export default method("mining.subscribe", {
  summary: "Opens a miner's session and returns its extranonce.",
  description: [
    "The first request on a connection, except for `mining.configure`. Miners treat the first line",
    "after it as its answer, so nothing is sent before that.",
  ].join("\n"),
  params: {
    userAgent: optional(Type.String({ maxLength: 1024 }), "The miner's name and version: `cpuminer/2.5.1`."),
    sessionId: optional(Type.String({ maxLength: 256 }), "The id or the extranonce1 of a session to resume."),
    host: optional(Type.String(), "The host that the miner is configured with."),
    port: optional(
      Type.Unsafe({ type: ["string", "integer"] }),
      "The port that the miner is configured with.",
    ),
  },
  result: positions({
    subscriptions: param(Type.Array(Subscription), "The notifications that the pool will send."),
    extranonce1: param(Hex, "The session's bytes in each coinbase; may be empty."),
    extranonce2Size: ExtranonceSize,
  }),
  optional: true,
  examples: [
    {
      params: { userAgent: "cpuminer/2.5.1" },
      result: [
        [
          ["mining.set_difficulty", "731ec5e0649606ff"],
          ["mining.notify", "731ec5e0649606ff"],
        ],
        "08000002",
        4,
      ],
    },
    {
      name: "resume a session",
      params: { userAgent: "cgminer/4.12.0", sessionId: "08000002" },
      result: [[], "08000002", 8],
    },
  ],
  see: "https://braiins.com/stratum-v1/docs",
});
