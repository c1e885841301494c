import type { BlockTemplate } from "../../generated/daemon/index.js";
import { targetHex, targetOfBits, toHexU32 } from "../work/index.js";
import type { DevChain } from "./chain.js";
import { type Mempool, type MempoolEntry, relayFee } from "./mempool.js";
import { heaviestBlock, subsidyAt } from "./rules.js";
import { virtualSize } from "./transaction.js";
import { witnessCommitment } from "./verdict.js";

/** The version of every template: version bits (BIP9) with none set. */
const blockVersion = 0x20000000;

/** Weight units reserved for the header and the coinbase. */
const reservedWeight = 4000;

/** The limit of signature operations per block; an input counts as one. */
const mostSignatures = 80_000;

/** The template of the next block (BIP22, BIP145). */
export function templateOf(chain: DevChain, mempool: Mempool): BlockTemplate {
  const { height, bits, medianTime } = chain.next();
  const chosen = chooseTransactions(mempool);
  const positions = new Map(chosen.map(({ transaction }, index) => [transaction.txid, index + 1]));
  return {
    capabilities: ["proposal"],
    version: blockVersion,
    rules: ["csv", "!segwit", "taproot"],
    vbavailable: {},
    vbrequired: 0,
    previousblockhash: chain.tip.hash,
    transactions: chosen.map(({ transaction: { bytes, txid, wtxid, inputs, weight }, fee }) => ({
      data: bytes.toString("hex"),
      txid,
      hash: wtxid,
      depends: [...new Set(inputs.flatMap((input) => positions.get(input.txid) ?? []))],
      fee: Number(fee),
      sigops: inputs.length,
      weight,
    })),
    coinbaseaux: {},
    coinbasevalue: Number(chosen.reduce((sum, { fee }) => sum + fee, subsidyAt(height))),
    longpollid: longPollId(chain, mempool),
    target: targetHex(targetOfBits(bits)),
    mintime: medianTime + 1,
    mutable: ["time", "transactions", "prevblock"],
    noncerange: "00000000ffffffff",
    sigoplimit: mostSignatures,
    sizelimit: heaviestBlock,
    weightlimit: heaviestBlock,
    curtime: Math.max(chain.now(), medianTime + 1),
    bits: toHexU32(bits),
    height,
    default_witness_commitment: witnessCommitment(chosen.map(({ transaction }) => transaction)).toString(
      "hex",
    ),
  };
}

/** The tip's hash, followed by a number that changes with the mempool. */
export function longPollId(chain: DevChain, mempool: Mempool): string {
  return `${chain.tip.hash}${mempool.changes}`;
}

/** Chooses the transactions of the next block by fee rate, each after its ancestors. */
export function chooseTransactions(mempool: Mempool): MempoolEntry[] {
  const chosen = new Set<MempoolEntry>();
  let weight = reservedWeight;
  const rate = (entries: readonly MempoolEntry[]) => rateOf(mempool, entries);
  for (const entry of mempool.entries.sort((a, b) => rate([b]) - rate([a]))) {
    if (chosen.has(entry)) continue;
    const group = mempool.withAncestors(entry).filter((one) => !chosen.has(one));
    const added = group.reduce((sum, { transaction }) => sum + transaction.weight, 0);
    if (weight + added > heaviestBlock || rate(group) < relayFee) continue;
    weight += added;
    for (const one of group) chosen.add(one);
  }
  return [...chosen];
}

/** Satoshis per virtual byte, including the deltas of `prioritisetransaction`. */
function rateOf(mempool: Mempool, entries: readonly MempoolEntry[]): number {
  const fees = entries.reduce((sum, entry) => sum + mempool.modifiedFee(entry), 0n);
  return Number(fees) / entries.reduce((sum, { transaction }) => sum + virtualSize(transaction), 0);
}
