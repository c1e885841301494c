import { method, optional, param, positions, Type } from "../../../codegen/schema/index.js";
import { ExtranonceSize, Hex } from "../shapes.js";

const Subscription = positions(
  {
    method: param(Type.String(), "The method that notifications will come by."),
    id: param(Type.String(), "What the pool calls this subscription."),
  },
  { $id: "Subscription", description: "A kind of notifications that the pool will send." },
);

export default method("mining.subscribe", {
  summary: "Opens a miner's session and tells it its extranonce.",
  description: [
    "The first request on a connection, but for `mining.configure`. Miners take the first line",
    "after it for its answer, so nothing is sent before that.",
  ].join("\n"),
  params: {
    userAgent: optional(Type.String({ maxLength: 1024 }), "The miner's name and version: `cpuminer/2.5.1`."),
    sessionId: optional(
      Type.String({ maxLength: 256 }),
      "The id, or the extranonce1, of a session to be resumed.",
    ),
    host: optional(Type.String(), "The host that the miner believes to have connected to."),
    port: optional(
      Type.Unsafe({ type: ["string", "integer"] }),
      "The port that the miner believes to have connected to.",
    ),
  },
  result: positions({
    subscriptions: param(Type.Array(Subscription), "What the pool will notify of."),
    extranonce1: param(Hex, "Bytes that the pool puts into this session's coinbases; may be empty."),
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
