import { method, optional, param, Type } from "../../../codegen/schema/index.js";
import { duplicateShare, jobNotFound, lowDifficulty, notSubscribed, other, unauthorized } from "../errors.js";
import { Hex, HexU32, JobId, WorkerName } from "../shapes.js";

export default method("mining.submit", {
  summary: "Submits a share.",
  description: "A share is judged at the difficulty that held when its job was sent.",
  params: {
    username: param(WorkerName, "The worker that found it; it must be authorized."),
    jobId: param(JobId, "The job that was worked on."),
    extranonce2: param(Hex, "The miner's part of the coinbase: exactly extranonce2Size bytes."),
    ntime: param(HexU32, "The header's time in Unix seconds."),
    nonce: param(HexU32, "The header's nonce."),
    versionBits: optional(
      HexU32,
      "The version bits that the miner chose (BIP310); only those in the session's mask may be set. Once bits are negotiated every share has them, 00000000 where none is rolled; the client adds that.",
    ),
  },
  result: Type.Boolean({ description: "True where the share counts." }),
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
