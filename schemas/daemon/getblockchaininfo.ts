import { method, Type, withDescription } from "../../codegen/schema/index.js";
import {
  Bytes,
  Chain,
  Chainwork,
  CompactTarget,
  Count,
  Deployment,
  Difficulty,
  Hash,
  Height,
  Target,
  UnixTime,
  Warnings,
} from "./shapes.js";

const OldSoftFork = Type.Object(
  {
    id: Type.String({ description: "The soft fork's name." }),
    version: Type.Integer({ minimum: 0, description: "The block version that signals it." }),
    reject: Type.Object(
      { status: Type.Boolean({ description: "Whether blocks that violate it are rejected." }) },
      { $id: "OldSoftForkRejection", description: "Whether it is active." },
    ),
  },
  { $id: "OldSoftFork", description: "A soft fork as Dogecoin Core 1.14 lists it." },
);

const BackgroundValidation = Type.Object(
  {
    snapshotheight: withDescription(Height, "The height of the snapshot."),
    blocks: withDescription(Height, "The height up to which earlier blocks are validated."),
    bestblockhash: withDescription(Hash, "The last validated block."),
    mediantime: withDescription(
      UnixTime,
      "The median time of the last 11 validated blocks, in Unix seconds.",
    ),
    chainwork: Chainwork,
    verificationprogress: Type.Number({ minimum: 0, description: "Validation progress, from 0 to 1." }),
  },
  { $id: "BackgroundValidation", description: "The progress of validating the blocks before a snapshot." },
);

export default method("getblockchaininfo", {
  summary: "Returns the state of the daemon's chain.",
  result: Type.Object(
    {
      chain: Chain,
      blocks: withDescription(Height, "The tip's height."),
      headers: withDescription(
        Height,
        "The height of the best header; above `blocks` while blocks are missing.",
      ),
      bestblockhash: withDescription(Hash, "The tip's hash."),
      bits: Type.Optional(
        withDescription(CompactTarget, "The tip's target in compact form, since Bitcoin Core 29."),
      ),
      target: Type.Optional(withDescription(Target, "The tip's target, since Bitcoin Core 29.")),
      difficulty: withDescription(Difficulty, "The tip's difficulty."),
      time: Type.Optional(
        withDescription(UnixTime, "The tip's time in Unix seconds, since Bitcoin Core 23."),
      ),
      mediantime: withDescription(UnixTime, "The median time of the last 11 blocks, in Unix seconds."),
      verificationprogress: Type.Number({
        minimum: 0,
        description: "Estimated validation progress, from 0 to 1.",
      }),
      initialblockdownload: Type.Boolean({
        description: "True during the initial download; most daemons return no templates then.",
      }),
      backgroundvalidation: Type.Optional(
        withDescription(BackgroundValidation, "Newer than Bitcoin Core 31, while a snapshot is in use."),
      ),
      chainwork: Chainwork,
      size_on_disk: Type.Optional(withDescription(Count, "Bytes on disk.")),
      pruned: Type.Boolean({ description: "Whether old blocks are deleted." }),
      pruneheight: Type.Optional(
        withDescription(Height, "The first block that is not deleted, if `pruned`."),
      ),
      automatic_pruning: Type.Optional(
        Type.Boolean({ description: "Whether the daemon prunes automatically." }),
      ),
      prune_target_size: Type.Optional(withDescription(Count, "Target size in bytes.")),
      signet_challenge: Type.Optional(
        withDescription(Bytes, "The script that a block of this signet must satisfy."),
      ),
      softforks: Type.Optional(
        Type.Union([Type.Record(Type.String(), Deployment), Type.Array(OldSoftFork)], {
          description:
            "Soft forks by name, before Bitcoin Core 24: use `getdeploymentinfo` since. A list in Dogecoin Core 1.14.",
        }),
      ),
      warnings: Type.Optional(Warnings),
    },
    { $id: "BlockchainInfo", description: "The state of the daemon's chain." },
  ),
  examples: [
    {
      result: {
        chain: "regtest",
        blocks: 145,
        headers: 145,
        bestblockhash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        bits: "207fffff",
        target: "7fffff0000000000000000000000000000000000000000000000000000000000",
        difficulty: 4.656542373906925e-10,
        time: 1795338343,
        mediantime: 1795338175,
        verificationprogress: 1,
        initialblockdownload: false,
        chainwork: "0000000000000000000000000000000000000000000000000000000000000124",
        size_on_disk: 44446,
        pruned: false,
        warnings: [],
      },
    },
    {
      name: "while a snapshot is being checked",
      result: {
        chain: "main",
        blocks: 910000,
        headers: 958000,
        bestblockhash: "0000000000000000000108970acb9522ffd516eae17acddcb1bd16469194a821",
        difficulty: 129435235580344.75,
        mediantime: 1754997347,
        verificationprogress: 0.93,
        initialblockdownload: true,
        backgroundvalidation: {
          snapshotheight: 910000,
          blocks: 204000,
          bestblockhash: "00000000000003b6f8d0c1e1a9e7cb27f7a25d5fd3b1b2dd5ce0d0b5b8d3a9e4",
          mediantime: 1350694182,
          verificationprogress: 0.01,
          chainwork: "00000000000000000000000000000000000000000000001b2d4f6e8a9c0b1d3e",
        },
        chainwork: "0000000000000000000000000000000000000000dee8e2a309ad8a9820433c68",
        size_on_disk: 36000000000,
        pruned: true,
        pruneheight: 180000,
        automatic_pruning: true,
        prune_target_size: 40000000000,
        warnings: [],
      },
    },
    {
      name: "Dogecoin",
      result: {
        chain: "main",
        blocks: 5000000,
        headers: 5000000,
        bestblockhash: "5b1a3e9d1c7f2b604d8e6a90f3c2b1a0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4",
        difficulty: 14503459.77,
        mediantime: 1700000000,
        verificationprogress: 1,
        initialblockdownload: false,
        chainwork: "00000000000000000000000000000000000000000000097c1bb0a5d3e1f0c2b4",
        pruned: false,
        softforks: [{ id: "bip34", version: 2, reject: { status: true } }],
      },
    },
  ],
});
