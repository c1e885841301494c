import { presets } from "../../src/daemon/presets/presets.js";
import type { ChainBlock } from "../../src/dev-chain/block-tree.js";
import { DevChain, type DevChainOptions } from "../../src/dev-chain/chain.js";
import { Mempool } from "../../src/dev-chain/mempool.js";
import { subsidyAt } from "../../src/dev-chain/rules.js";
import { templateOf } from "../../src/dev-chain/template.js";
import { makeTransaction, type Output, type Transaction } from "../../src/dev-chain/transaction.js";
import { witnessCommitment } from "../../src/dev-chain/verdict.js";
import { toHexU32 } from "../../src/work/index.js";
import { type Edits, solveBlock } from "../daemon/solve.js";

/** OP_TRUE: anybody's. */
export const anybody = Buffer.from("51", "hex");

/** A chain and its mempool, without a daemon around them. */
export interface Play {
  readonly chain: DevChain;
  readonly mempool: Mempool;
}

export function newPlay(options: DevChainOptions = {}): Play {
  const chain = new DevChain({ interval: 0, ...options });
  return { chain, mempool: new Mempool(chain) };
}

/** A block on the tip with what waits in the mempool, solved. */
export function nextBlock({ chain, mempool }: Play, edits?: Edits): Buffer {
  return Buffer.from(solveBlock(templateOf(chain, mempool), presets.bitcoin, edits), "hex");
}

/** A block on any block, solved, with these transactions; what they pay for it is left alone. */
export function blockOn(
  { chain, mempool }: Play,
  parent: ChainBlock,
  transactions: readonly Transaction[] = [],
  edits: Edits = {},
): Buffer {
  const { height, bits, medianTime, now } = chain.next(parent);
  const template = {
    ...templateOf(chain, mempool),
    previousblockhash: parent.hash,
    height,
    bits: toHexU32(bits),
    curtime: Math.max(now, medianTime + 1),
    coinbasevalue: Number(subsidyAt(height)),
    transactions: transactions.map(({ bytes, txid, wtxid }) => ({
      data: bytes.toString("hex"),
      txid,
      hash: wtxid,
      depends: [],
      sigops: 0,
    })),
    default_witness_commitment: witnessCommitment(transactions).toString("hex"),
  };
  return Buffer.from(solveBlock(template, presets.bitcoin, edits), "hex");
}

/** Mines on the tip and returns the rewards' coinbases. */
export function mine(play: Play, blocks = 1, edits?: Edits): Transaction[] {
  return Array.from({ length: blocks }, () => {
    const verdict = play.chain.submit(nextBlock(play, edits));
    const [coinbase] = play.chain.tip.transactions;
    if (verdict !== null || !coinbase) throw new Error(`the block was refused: ${verdict}`);
    return coinbase;
  });
}

/** Mines a reward that can be spent. */
export function matureReward(play: Play): Transaction {
  const [reward] = mineMature(play, 1);
  if (!reward) throw new Error("nothing was mined");
  return reward;
}

/** Mines rewards that can be spent: as many as asked for. */
export function mineMature(play: Play, rewards: number): Transaction[] {
  const coinbases = mine(play, rewards);
  mine(play, 100);
  return coinbases;
}

/** A transaction from these outputs of others, each with the number of the output, to anybody. */
export function spend(
  spent: readonly (readonly [from: Pick<Transaction, "txid">, vout: number])[],
  outputs: readonly (bigint | Output)[],
  { lockTime = 0, sequence = 0xffffffff } = {},
): Transaction {
  return makeTransaction({
    version: 2,
    inputs: spent.map(([{ txid }, vout]) => ({ txid, vout, script: anybody, sequence, witness: [] })),
    outputs: outputs.map((output) =>
      typeof output === "bigint" ? { value: output, script: anybody } : output,
    ),
    lockTime,
  });
}
