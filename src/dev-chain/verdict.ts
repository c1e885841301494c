import { doubleSha256, pushHeight, toHexU32 } from "../work/index.js";
import { type Block, rootOf, weightOf } from "./block.js";
import { heaviestBlock, isFinal } from "./rules.js";
import { isCoinbase, type Transaction } from "./transaction.js";

/** What a block must match, given its ancestors. */
export interface ExpectedBlock {
  readonly height: number;
  readonly bits: number;
  /** The block's time must be later. */
  readonly medianTime: number;
  /** Unix seconds. */
  readonly now: number;
}

/** Seconds by which a block's time may be in the future. */
const maxAhead = 7200;

/** The lowest version since BIP34, BIP66 and BIP65; version bits are higher. */
const lowestVersion = 4;

/** The prefix of the witness commitment's script (BIP141). */
const commitmentMark = Buffer.from("6a24aa21a9ed", "hex");

/**
 * Bitcoin Core's reject reason for a block, checked in the same order; undefined when there is none. The chain
 * checks the block's work, coins and amounts.
 */
export function verdictOf(block: Block, expected: ExpectedBlock): string | undefined {
  const [coinbase, ...others] = block.transactions;
  if (!coinbase || !rootOf(block.transactions.map(({ txid }) => txid)).equals(block.merkleRoot))
    return "bad-txnmrklroot";
  if (!isCoinbase(coinbase)) return "bad-cb-missing";
  if (others.some(isCoinbase)) return "bad-cb-multiple";
  const { length = 0 } = coinbase.inputs[0]?.script ?? {};
  if (length < 2 || length > 100) return "bad-cb-length";
  if (block.bits !== expected.bits) return "bad-diffbits";
  if (block.time <= expected.medianTime) return "time-too-old";
  if (block.time > expected.now + maxAhead) return "time-too-new";
  if ((block.version | 0) < lowestVersion) return `bad-version(0x${toHexU32(block.version)})`;
  if (!block.transactions.every((transaction) => isFinal(transaction, expected))) return "bad-txns-nonfinal";
  const height = pushHeight(expected.height);
  if (!coinbase.inputs[0]?.script.subarray(0, height.length).equals(height)) return "bad-cb-height";
  return (
    witnessVerdict(block.transactions) ?? (weightOf(block) > heaviestBlock ? "bad-blk-weight" : undefined)
  );
}

function witnessVerdict(transactions: readonly Transaction[]): string | undefined {
  const commitment = transactions[0]?.outputs.findLast(({ script }) =>
    script.subarray(0, 6).equals(commitmentMark),
  )?.script;
  if (!commitment) {
    const witness = transactions.some(({ inputs }) => inputs.some(({ witness }) => witness.length > 0));
    return witness ? "unexpected-witness" : undefined;
  }
  const [reserved = Buffer.alloc(32), ...more] = transactions[0]?.inputs[0]?.witness ?? [];
  if (more.length > 0 || reserved.length !== 32) return "bad-witness-nonce-size";
  return witnessCommitment(transactions.slice(1), reserved).equals(commitment.subarray(0, 38))
    ? undefined
    : "bad-witness-merkle-match";
}

/** The witness commitment's script of a block with these transactions after the coinbase. */
export function witnessCommitment(
  transactions: readonly Transaction[],
  reserved: Buffer = Buffer.alloc(32),
): Buffer {
  const root = rootOf(["00".repeat(32), ...transactions.map(({ wtxid }) => wtxid)]);
  return Buffer.concat([commitmentMark, doubleSha256(Buffer.concat([root, reserved]))]);
}
