import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { duplicateShare, jobNotFound, lowDifficulty, notSubscribed, other, unauthorized } from "../errors.js";
import { Hex, HexU32, JobId, WorkerName } from "../shapes.js";

export default method("mining.submit", {
  summary: "Submits a share.",
  description: "A share is checked at the difficulty of its job.",
  params: {
    username: param(WorkerName, "The worker that found the share; it must be authorized."),
    jobId: param(JobId, "The job of the share."),
    extranonce2: param(Hex, "The miner's part of the coinbase: exactly extranonce2Size bytes."),
    ntime: param(HexU32, "The header's time in Unix seconds."),
    nonce: param(HexU32, "The header's nonce."),
    versionBits: optional(
      HexU32,
      "The version bits that the miner chose (BIP310), within the session's mask. After negotiation every share must have them, 00000000 if none is rolled; the client adds that.",
    ),
  },
  result: Type.Boolean({ description: "True when the share is accepted." }),
  errors: [other, jobNotFound, duplicateShare, lowDifficulty, unauthorized, notSubscribed],
  examples: [
    {
      params: {
        username: "slush.miner1",
        jobId: "bf",
        extranonce2: "00000001",
        ntime: "504e86ed",
        nonce: "b2957c02",
      },
      result: true,
    },
    {
      name: "with version rolling",
      params: {
        username: "bitaxe",
        jobId: "1b4c3d9041",
        extranonce2: "c7080000",
        ntime: "64b3f3ec",
        nonce: "ed460d91",
        versionBits: "00002000",
      },
      result: true,
    },
  ],
});
