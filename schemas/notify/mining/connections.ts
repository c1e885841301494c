import { method, Type } from "../../../codegen/schema/index.js";

const MinerConnection = Type.Object(
  {
    id: Type.String({ description: "The session's id." }),
    remoteAddress: Type.String({ description: "The miner's address and port." }),
    userAgent: Type.Optional(Type.String({ description: "What the miner calls itself." })),
    workers: Type.Array(Type.String(), { description: "The workers that are authorized." }),
    difficulty: Type.Number({ description: "The difficulty of its next job." }),
    accepted: Type.Integer({ description: "Shares that counted." }),
    refused: Type.Integer({ description: "Shares that were refused." }),
    connectedAt: Type.Integer({ description: "When it connected: milliseconds since 1970." }),
  },
  { $id: "MinerConnection", description: "A miner that is connected to the Stratum server." },
);

export default method("mining.connections", {
  summary: "Asks for the miners that are connected.",
  result: Type.Array(MinerConnection, { description: "The miners, in the order in which they connected." }),
  optional: true,
  examples: [
    {
      result: [
        {
          id: "731ec5e0649606ff",
          remoteAddress: "127.0.0.1:50112",
          userAgent: "cpuminer/2.5.1",
          workers: ["alice.rig1"],
          difficulty: 512,
          accepted: 12,
          refused: 0,
          connectedAt: 1795338004000,
        },
      ],
    },
  ],
});
