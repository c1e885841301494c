import { method, param, Type } from "../../../codegen/schema/index.js";
import { Hex, Hex256, HexU32, JobId } from "../shapes.js";

export default method("mining.notify", {
  summary: "Sends a job to miners.",
  direction: "serverToClient",
  params: {
    jobId: param(JobId, "The id that shares on this job must have."),
    prevhash: param(
      Hex256,
      "The previous block's hash: header byte order with the bytes of each 4-byte word reversed.",
    ),
    coinb1: param(Hex, "The coinbase up to the extranonce, without witness."),
    coinb2: param(Hex, "The coinbase after the extranonce."),
    merkleBranch: param(
      Type.Array(Hex256, { maxItems: 64 }),
      "Hashes to join with the coinbase's, in internal byte order.",
    ),
    version: param(HexU32, "The header's version."),
    nbits: param(HexU32, "The header's compact target."),
    ntime: param(HexU32, "The header's time in Unix seconds; miners may advance it."),
    cleanJobs: param(Type.Boolean(), "True when earlier jobs become worthless."),
  },
  examples: [
    {
      params: {
        jobId: "bf",
        prevhash: "4d16b6f85af6e2198f44ae2a6de67f78487ae5611b77c6c0440b921e00000000",
        coinb1:
          "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff20020862062f503253482f04b8864e5008",
        coinb2:
          "072f736c7573682f000000000100f2052a010000001976a914d23fcdf86f7e756a64a7a9688ef9903327048ed988ac00000000",
        merkleBranch: [],
        version: "00000002",
        nbits: "1c2ac4af",
        ntime: "504e86b9",
        cleanJobs: false,
      },
    },
  ],
});
