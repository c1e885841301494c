import type {
  Block as BlockAnswer,
  BlockFacts,
  BlockTransaction,
  BlockWithTransactions,
  ServerHandlers,
} from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { headerSize, reversed, targetHex, targetOfBits, toHexU32 } from "../../work/index.js";
import { weightOf } from "../block.js";
import type { ChainBlock } from "../block-tree.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import { refusal } from "../refusal.js";
import { difficultyOfBits } from "../rules.js";
import { isCoinbase, type Transaction } from "../transaction.js";
import { decoded, decodedScript } from "./decoded.js";
import { feeOf, spentOutput } from "./spent.js";

/** Handlers for blocks. */
export function blockHandlers(chain: DevChain) {
  return {
    getbestblockhash: () => chain.tip.hash,
    getblockcount: () => chain.tip.height,
    getblockhash: ({ height }) => {
      const block = chain.at(height);
      if (!block) throw refusal(-8, "Block height out of range");
      return block.hash;
    },
    getblock: ({ blockhash, verbosity = 1 }) => {
      const block = blockOf(chain, blockhash);
      const level = Number(verbosity);
      if (level === 0) return block.bytes.toString("hex");
      return level === 1 ? withIds(chain, block) : withTransactions(chain, block, level === 3);
    },
    getblockheader: ({ blockhash, verbose = true }) => {
      const block = blockOf(chain, blockhash);
      return verbose ? factsOf(chain, block) : block.bytes.subarray(0, headerSize).toString("hex");
    },
    getdifficulty: () => difficultyOfBits(chain.tip.bits),
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** @throws RpcError -5 for an unknown block. */
export function blockOf(chain: DevChain, hash: string): ChainBlock {
  const block = chain.get(hash);
  if (!block) throw refusal(-5, "Block not found");
  return block;
}

/** The total work up to a block, as daemons write it. */
export function chainWorkOf({ chainWork }: ChainBlock): string {
  return chainWork.toString(16).padStart(64, "0");
}

function withIds(chain: DevChain, block: ChainBlock): BlockAnswer {
  return { ...factsOf(chain, block), ...sizesOf(block), tx: block.transactions.map(({ txid }) => txid) };
}

function withTransactions(chain: DevChain, block: ChainBlock, withPrevouts: boolean): BlockWithTransactions {
  const tx = block.transactions.map((one) => blockTransaction(chain, one, withPrevouts));
  return { ...factsOf(chain, block), ...sizesOf(block), tx };
}

function blockTransaction(
  chain: DevChain,
  transaction: Transaction,
  withPrevouts: boolean,
): BlockTransaction {
  const answer = decoded(transaction);
  const fee = isCoinbase(transaction) ? undefined : feeOf(chain, transaction);
  return {
    ...answer,
    ...(withPrevouts && {
      vin: answer.vin.map((input) => ("txid" in input ? { ...input, ...prevoutOf(chain, input) } : input)),
    }),
    ...(fee !== undefined && { fee: toAmount(fee) }),
    hex: transaction.bytes.toString("hex"),
  };
}

function prevoutOf(chain: DevChain, input: { readonly txid: string; readonly vout: number }) {
  const { block, index, output } = spentOutput(chain, input) ?? {};
  if (!block || !output) return {};
  const { value, script } = output;
  return {
    prevout: {
      generated: index === 0,
      height: block.height,
      value: toAmount(value),
      scriptPubKey: decodedScript(script),
    },
  };
}

function sizesOf(block: ChainBlock) {
  const weight = weightOf(block);
  const size = block.bytes.length;
  return { size, strippedsize: (weight - size) / 3, weight };
}

function factsOf(chain: DevChain, block: ChainBlock): BlockFacts {
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
    target: targetHex(targetOfBits(block.bits)),
    difficulty: difficultyOfBits(block.bits),
    chainwork: chainWorkOf(block),
    nTx: block.transactions.length,
    ...(block.parent && { previousblockhash: block.parent.hash }),
    ...(next && { nextblockhash: next.hash }),
  };
}
