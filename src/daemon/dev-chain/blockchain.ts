import type { Block as BlockAnswer, BlockFacts, ServerHandlers } from "../../../generated/daemon/index.js";
import { RpcError } from "../../rpc/index.js";
import {
  difficultyOfTarget,
  headerSize,
  reversed,
  sha256d,
  targetOfBits,
  toHexU32,
} from "../../work/index.js";
import type { ChainBlock, DevChain } from "./chain.js";
import type { DevContext } from "./context.js";

/** What the daemon answers about its blocks. */
export function blockchainHandlers(chain: DevChain) {
  const find = (hash: string): ChainBlock => {
    const block = chain.get(hash);
    if (!block) throw new RpcError("OTHER", "Block not found", { wireCode: -5 });
    return block;
  };
  return {
    getbestblockhash: () => chain.tip.hash,
    getblockcount: () => chain.tip.height,
    getblockhash: ({ height }) => {
      const block = chain.at(height);
      if (!block) throw new RpcError("OTHER", "Block height out of range", { wireCode: -8 });
      return block.hash;
    },
    getblock: ({ blockhash, verbosity = 1 }) => {
      const block = find(blockhash);
      if (verbosity === 0 || verbosity === false) return block.bytes.toString("hex");
      return blockAnswer(chain, block);
    },
    getblockheader: ({ blockhash, verbose = true }) => {
      const block = find(blockhash);
      return verbose ? blockFacts(chain, block) : block.bytes.subarray(0, headerSize).toString("hex");
    },
    getblockchaininfo: () => ({
      chain: "regtest",
      blocks: chain.tip.height,
      headers: chain.tip.height,
      bestblockhash: chain.tip.hash,
      difficulty: difficultyOf(chain.tip),
      mediantime: chain.next().medianTime,
      verificationprogress: 1,
      initialblockdownload: false,
      chainwork: chain.tip.chainWork.toString(16).padStart(64, "0"),
      size_on_disk: 0,
      pruned: false,
      warnings: "",
    }),
    getchaintips: () =>
      chain.leaves.map((block) => ({
        height: block.height,
        hash: block.hash,
        branchlen: branchLength(chain, block),
        status: chain.isActive(block) ? "active" : "valid-fork",
      })),
    getdifficulty: () => difficultyOf(chain.tip),
  } satisfies Partial<ServerHandlers<DevContext>>;
}

function blockAnswer(chain: DevChain, block: ChainBlock): BlockAnswer {
  const { bytes, transactions } = block;
  const weight =
    3 * headerSize + headerSize + transactions.reduce((sum, transaction) => sum + transaction.weight, 4);
  return {
    ...blockFacts(chain, block),
    tx: transactions.map(({ txid }) => txid),
    size: bytes.length,
    strippedsize: Math.floor((weight - bytes.length) / 3),
    weight,
  };
}

function blockFacts(chain: DevChain, block: ChainBlock): BlockFacts {
  const next = chain.isActive(block) ? chain.at(block.height + 1) : undefined;
  return {
    hash: block.hash,
    confirmations: chain.isActive(block) ? chain.tip.height - block.height + 1 : -1,
    height: block.height,
    version: block.version | 0,
    versionHex: toHexU32(block.version),
    merkleroot: reversed(block.merkleRoot).toString("hex"),
    time: block.time,
    mediantime: chain.next(block).medianTime,
    nonce: block.nonce,
    bits: toHexU32(block.bits),
    difficulty: difficultyOf(block),
    chainwork: block.chainWork.toString(16).padStart(64, "0"),
    nTx: block.transactions.length,
    ...(block.parent && { previousblockhash: block.parent.hash }),
    ...(next && { nextblockhash: next.hash }),
  };
}

function difficultyOf({ bits }: ChainBlock): number {
  return difficultyOfTarget(targetOfBits(bits), sha256d);
}

function branchLength(chain: DevChain, leaf: ChainBlock): number {
  let length = 0;
  for (let at: ChainBlock | undefined = leaf; at && !chain.isActive(at); at = at.parent) length++;
  return length;
}
