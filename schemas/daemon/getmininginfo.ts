import { method, Type, withDescription } from "../../codegen/schema/index.js";
import {
  Bytes,
  Chain,
  CompactTarget,
  Count,
  Difficulty,
  FeeRate,
  Height,
  Target,
  Warnings,
} from "./shapes.js";

const NextBlock = Type.Object(
  {
    height: withDescription(Height, "The next block's height."),
    bits: CompactTarget,
    difficulty: Difficulty,
    target: Target,
  },
  { $id: "NextBlock", description: "The next block's height and target." },
);

export default method("getmininginfo", {
  summary: "Returns height, difficulty and hash rate.",
  result: Type.Object(
    {
      blocks: withDescription(Height, "The tip's height."),
      currentblockweight: Type.Optional(
        withDescription(Count, "Weight units of the last template; missing before the first one."),
      ),
      currentblockmwebweight: Type.Optional(
        withDescription(Count, "Litecoin: the weight of the last template's extension block."),
      ),
      currentblocksize: Type.Optional(withDescription(Count, "Dogecoin: bytes of the last template.")),
      currentblocktx: Type.Optional(
        withDescription(Count, "Transactions of the last template, without the coinbase."),
      ),
      bits: Type.Optional(
        withDescription(CompactTarget, "The tip's target in compact form, since Bitcoin Core 29."),
      ),
      difficulty: withDescription(Difficulty, "The tip's difficulty."),
      target: Type.Optional(withDescription(Target, "The tip's target, since Bitcoin Core 29.")),
      networkhashps: Type.Number({
        minimum: 0,
        description: "Hashes per second of all miners, estimated from the last 120 blocks.",
      }),
      pooledtx: withDescription(Count, "Transactions in the mempool."),
      blockmintxfee: Type.Optional(
        withDescription(
          FeeRate,
          "The minimum fee rate of transactions in a template, since Bitcoin Core 30.",
        ),
      ),
      chain: Chain,
      signet_challenge: Type.Optional(
        withDescription(Bytes, "The script that a block of this signet must satisfy."),
      ),
      next: Type.Optional(
        withDescription(NextBlock, "What the next block must meet, since Bitcoin Core 29."),
      ),
      warnings: Type.Optional(Warnings),
      errors: Type.Optional(Type.String({ description: "Dogecoin: the node's warnings." })),
    },
    { $id: "MiningInfo", description: "The state of mining." },
  ),
  examples: [
    {
      result: {
        blocks: 145,
        currentblockweight: 9955,
        currentblocktx: 3,
        bits: "207fffff",
        difficulty: 4.656542373906925e-10,
        target: "7fffff0000000000000000000000000000000000000000000000000000000000",
        networkhashps: 0.8664259927797834,
        pooledtx: 0,
        blockmintxfee: "0.00000001",
        chain: "regtest",
        next: {
          height: 146,
          bits: "207fffff",
          difficulty: 4.656542373906925e-10,
          target: "7fffff0000000000000000000000000000000000000000000000000000000000",
        },
        warnings: [],
      },
    },
  ],
});
