import { EventEmitter } from "node:events";
import { type ChainBlock, pathBetween } from "./block-tree.js";
import type { DevChain } from "./chain.js";
import { type Coins, outpoint } from "./coins.js";
import { isFinal } from "./rules.js";
import { isCoinbase, type Transaction, virtualSize } from "./transaction.js";

/** An unconfirmed transaction. */
export interface MempoolEntry {
  readonly transaction: Transaction;
  /** Satoshis. */
  readonly fee: bigint;
  /** When it was added, in Unix seconds. */
  readonly time: number;
  /** The tip's height when it was added. */
  readonly height: number;
}

/** The minimum fee in satoshis per virtual byte. */
export const relayFee = 1n;

/**
 * The unconfirmed transactions, parents before children. It follows the chain: mined transactions are
 * removed, those of disconnected blocks are added again.
 *
 * Emits `added` per new transaction. Replacement (BIP125) is not supported: the first transaction stays.
 */
export class Mempool extends EventEmitter<{ added: [Transaction] }> {
  readonly #chain: DevChain;
  readonly #entries = new Map<string, MempoolEntry>();
  /** The transaction that spends an output, by outpoint. */
  readonly #spenders = new Map<string, string>();
  readonly #deltas = new Map<string, bigint>();
  /** The unspent outputs after all entries. */
  #coins: Coins;
  #changes = 0;

  constructor(chain: DevChain) {
    super();
    this.setMaxListeners(0);
    this.#chain = chain;
    this.#coins = chain.coins.copy();
    chain.on("tip", (tip, before) => this.#follow(before, tip));
  }

  /** The outputs that neither the chain nor the mempool has spent. */
  get coins(): Coins {
    return this.#coins;
  }

  /** Number of changes so far. */
  get changes(): number {
    return this.#changes;
  }

  get entries(): MempoolEntry[] {
    return [...this.#entries.values()];
  }

  get(txid: string): MempoolEntry | undefined {
    return this.#entries.get(txid);
  }

  /** The id of the transaction that spends an output. */
  spender(output: { readonly txid: string; readonly vout: number }): string | undefined {
    return this.#spenders.get(outpoint(output));
  }

  /** A transaction's fee in satoshis, or Bitcoin Core's reject reason. */
  judge(transaction: Transaction): bigint | string {
    if (isCoinbase(transaction)) return "coinbase";
    if (!isFinal(transaction, this.#chain.next())) return "non-final";
    if (this.#entries.has(transaction.txid)) return "txn-already-in-mempool";
    if (this.#chain.find(transaction.txid)) return "txn-already-known";
    if (transaction.inputs.some((input) => this.#spenders.has(outpoint(input))))
      return "txn-mempool-conflict";
    const fee = this.#coins.judge(transaction, this.#chain.tip.height + 1);
    if (typeof fee === "string") return fee;
    if (fee < relayFee * BigInt(virtualSize(transaction))) return "min relay fee not met";
    return transaction.inputs.every(({ script, witness }) => script.length + witness.length > 0)
      ? fee
      : "mandatory-script-verify-flag-failed (Witness program was passed an empty witness)";
  }

  /** Adds a transaction and returns what `judge` returns. */
  add(transaction: Transaction): bigint | string {
    const verdict = this.#enter(transaction, this.#chain.now(), this.#chain.tip.height);
    if (typeof verdict === "bigint") this.emit("added", transaction);
    return verdict;
  }

  /** Treats a transaction as if it paid more or less. It may be added later. */
  prioritise(txid: string, delta: bigint): void {
    this.#deltas.set(txid, (this.#deltas.get(txid) ?? 0n) + delta);
    this.#changes++;
  }

  /** The fee deltas of `prioritise` by transaction id. */
  get deltas(): ReadonlyMap<string, bigint> {
    return this.#deltas;
  }

  /** An entry's fee including the delta of `prioritise`. */
  modifiedFee({ fee, transaction }: MempoolEntry): bigint {
    return fee + (this.#deltas.get(transaction.txid) ?? 0n);
  }

  /** The entries whose outputs an entry spends. */
  parents({ transaction }: MempoolEntry): MempoolEntry[] {
    const ids = new Set(transaction.inputs.map(({ txid }) => txid));
    return [...ids].flatMap((txid) => this.#entries.get(txid) ?? []);
  }

  /** The entries that spend an entry's outputs. */
  children({ transaction: { txid, outputs } }: MempoolEntry): MempoolEntry[] {
    const ids = new Set(outputs.map((_, vout) => this.spender({ txid, vout })));
    return [...ids].flatMap((spender) => this.#entries.get(spender ?? "") ?? []);
  }

  /** An entry after all its ancestors. */
  withAncestors(entry: MempoolEntry): MempoolEntry[] {
    const needed = reach(entry, (one) => this.parents(one));
    return this.entries.filter((one) => needed.has(one));
  }

  /** An entry and all its descendants. */
  withDescendants(entry: MempoolEntry): MempoolEntry[] {
    return [...reach(entry, (one) => this.children(one))];
  }

  #enter(transaction: Transaction, time: number, height: number): bigint | string {
    const fee = this.judge(transaction);
    if (typeof fee === "string") return fee;
    this.#coins.apply(transaction, this.#chain.tip.height + 1);
    this.#entries.set(transaction.txid, { transaction, fee, time, height });
    for (const input of transaction.inputs) this.#spenders.set(outpoint(input), transaction.txid);
    this.#changes++;
    return fee;
  }

  /** Rebuilds the mempool on the new tip from the transactions of disconnected blocks and its own entries. */
  #follow(before: ChainBlock, tip: ChainBlock): void {
    const { left, joined } = pathBetween(before, tip);
    const returning = left.toReversed().flatMap(({ transactions }) => transactions.slice(1));
    const waiting = this.entries;
    this.#entries.clear();
    this.#spenders.clear();
    this.#coins = this.#chain.coins.copy();
    for (const { txid } of joined.flatMap(({ transactions }) => transactions)) this.#deltas.delete(txid);
    for (const transaction of returning) this.#enter(transaction, this.#chain.now(), tip.height);
    for (const { transaction, time, height } of waiting) this.#enter(transaction, time, height);
    this.#changes++;
  }
}

/** All entries reachable by `step`. */
function reach(
  start: MempoolEntry,
  step: (entry: MempoolEntry) => readonly MempoolEntry[],
): Set<MempoolEntry> {
  const found = new Set([start]);
  for (const entry of found) for (const next of step(entry)) found.add(next);
  return found;
}
