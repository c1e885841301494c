import { EventEmitter } from "node:events";
import { type Block, hasWork, readBlock } from "./block.js";
import { ancestors, BlockTree, type ChainBlock, pathBetween } from "./block-tree.js";
import { Coins } from "./coins.js";
import { genesisBlock } from "./genesis.js";
import { easiestBits, medianTime, nextBits, paceBlocks, subsidyAt } from "./rules.js";
import type { Transaction } from "./transaction.js";
import { type ExpectedBlock, verdictOf } from "./verdict.js";

export type { ChainBlock } from "./block-tree.js";

/** Options of a development chain. */
export interface DevChainOptions {
  /** Target seconds per block, to which the difficulty adjusts. 0 keeps the difficulty. Default: 10. */
  readonly interval?: number;
  /** The first blocks' target in compact form. Default: the easiest, which every second hash meets. */
  readonly bits?: number;
  /** The current time in Unix seconds. Default: the system clock. */
  readonly now?: () => number;
}

/** A transaction's place in the chain. */
export interface ConfirmedTransaction {
  readonly block: ChainBlock;
  /** Its position in the block; 0 for the coinbase. */
  readonly index: number;
  readonly transaction: Transaction;
}

/** A block's status, as in `getchaintips`. */
export type BlockStatus = "active" | "valid-fork" | "valid-headers" | "invalid";

const defaultInterval = 10;

/**
 * A SHA-256d chain in memory for development and tests, with Bitcoin's block format and rules. Scripts are
 * not checked: anybody can spend any coin. Nothing is stored on disk, and there are no peers.
 *
 * Emits `tip` once per change of the tip, however many blocks it disconnects and connects.
 */
export class DevChain extends EventEmitter<{ tip: [tip: ChainBlock, before: ChainBlock] }> {
  readonly now: () => number;
  readonly #interval: number;
  readonly #firstBits: number;
  readonly #tree = new BlockTree(readBlock(genesisBlock));
  #tip = this.#tree.genesis;
  /** The best chain's blocks by height. */
  readonly #active = [this.#tip];
  /** The best chain's transactions by id, except the genesis block's, which can't be spent. */
  readonly #transactions = new Map<string, ConfirmedTransaction>();
  /** Blocks that were in the best chain once, so they are fully valid. */
  readonly #checked = new Set([this.#tip]);
  #coins = new Coins();

  constructor({ interval = defaultInterval, bits = easiestBits, now = unixTime }: DevChainOptions = {}) {
    super();
    this.setMaxListeners(0);
    this.now = now;
    this.#interval = interval;
    this.#firstBits = bits;
  }

  get tip(): ChainBlock {
    return this.#tip;
  }

  /** The unspent outputs as of the tip. */
  get coins(): Coins {
    return this.#coins;
  }

  /** Blocks without children. */
  get leaves(): ChainBlock[] {
    return this.#tree.leaves;
  }

  get(hash: string): ChainBlock | undefined {
    return this.#tree.get(hash);
  }

  /** The best chain's block at a height. */
  at(height: number): ChainBlock | undefined {
    return this.#active[height];
  }

  /** A transaction of the best chain. */
  find(txid: string): ConfirmedTransaction | undefined {
    return this.#transactions.get(txid);
  }

  /** Whether a block is part of the best chain. */
  isActive(block: ChainBlock): boolean {
    return this.#active[block.height] === block;
  }

  statusOf(block: ChainBlock): BlockStatus {
    if (this.isActive(block)) return "active";
    if (this.#tree.isInvalid(block)) return "invalid";
    return this.#checked.has(block) ? "valid-fork" : "valid-headers";
  }

  /** What the next block must match. */
  next(parent: ChainBlock = this.#tip): ExpectedBlock {
    return {
      height: parent.height + 1,
      bits: this.#bitsAfter(parent),
      medianTime: medianTime(ancestors(parent, 11).map(({ time }) => time)),
      now: this.now(),
    };
  }

  /**
   * Submits a block.
   *
   * @returns Null when it was accepted, else Bitcoin Core's reject reason.
   * @throws MalformedBytes if the block can't be decoded.
   */
  submit(bytes: Buffer): string | null {
    const block = readBlock(bytes);
    const known = this.#tree.get(block.hash);
    if (known) return this.#tree.isInvalid(known) ? "duplicate-invalid" : "duplicate";
    if (!hasWork(block)) return "high-hash";
    const parent = this.#tree.get(block.previousHash);
    if (!parent) return "prev-blk-not-found";
    if (this.#tree.isInvalid(parent)) return "bad-prevblk";
    const verdict = verdictOf(block, this.next(parent));
    if (verdict !== undefined) return verdict;
    const added = this.#tree.add(block, parent);
    const reasons = this.#followBest();
    return reasons.get(added) ?? (this.isActive(added) ? null : "inconclusive");
  }

  /** Checks a block on the tip without its work and without adding it (BIP23). @throws MalformedBytes if it can't be decoded. */
  propose(bytes: Buffer): string | null {
    const block = readBlock(bytes);
    const known = this.#tree.get(block.hash);
    if (known) {
      if (this.#tree.isInvalid(known)) return "duplicate-invalid";
      return this.#checked.has(known) ? "duplicate" : "duplicate-inconclusive";
    }
    if (block.previousHash !== this.#tip.hash) return "inconclusive-not-best-prevblk";
    const expected = this.next();
    return verdictOf(block, expected) ?? connect(this.#coins.copy(), block, expected.height) ?? null;
  }

  /** Marks a block as invalid, so that the chain disconnects it. */
  invalidate(block: ChainBlock): void {
    this.#tree.invalidate(block);
    this.#followBest();
  }

  /** Reverts `invalidate`. */
  reconsider(block: ChainBlock): void {
    this.#tree.reconsider(block);
    this.#followBest();
  }

  /** Makes the best block the tip. Returns the reject reasons of blocks that turned out invalid. */
  #followBest(): Map<ChainBlock, string> {
    const before = this.#tip;
    const reasons = new Map<ChainBlock, string>();
    for (let best = this.#tree.best; best !== this.#tip; best = this.#tree.best) {
      const wrong = this.#activate(best);
      if (!wrong) continue;
      this.#tree.invalidate(wrong.block);
      reasons.set(wrong.block, wrong.reason);
    }
    if (this.#tip !== before) this.emit("tip", this.#tip, before);
    return reasons;
  }

  /** Makes a block the tip; or changes nothing and returns the first invalid block on the path to it. */
  #activate(block: ChainBlock): { block: ChainBlock; reason: string } | undefined {
    const { left, joined } = pathBetween(this.#tip, block);
    const kept = this.#active.length - left.length;
    const coins = left.length === 0 ? this.#coins.copy() : replay(this.#active.slice(1, kept));
    for (const added of joined) {
      const reason = connect(coins, added, added.height);
      if (reason !== undefined) return { block: added, reason };
    }
    for (const { txid } of left.flatMap(({ transactions }) => transactions)) this.#transactions.delete(txid);
    for (const added of joined) {
      this.#checked.add(added);
      for (const [index, transaction] of added.transactions.entries())
        this.#transactions.set(transaction.txid, { block: added, index, transaction });
    }
    this.#active.splice(kept, left.length, ...joined);
    this.#coins = coins;
    this.#tip = block;
    return undefined;
  }

  #bitsAfter(parent: ChainBlock): number {
    if (parent.height === 0) return this.#firstBits;
    const [oldest = parent, ...others] = ancestors(parent, Math.min(paceBlocks, parent.height - 1) + 1);
    return nextBits(
      parent.bits,
      others.length > 0 ? (parent.time - oldest.time) / others.length : this.#interval,
      this.#interval,
    );
  }
}

/** The coins after these blocks, the first of which follows the genesis block. */
function replay(blocks: readonly ChainBlock[]): Coins {
  const coins = new Coins();
  for (const block of blocks) connect(coins, block, block.height);
  return coins;
}

/** Applies a block's transactions to the coins. Returns the reject reason if one is invalid. */
function connect(coins: Coins, { transactions }: Block, height: number): string | undefined {
  const [coinbase, ...others] = transactions;
  let fees = 0n;
  for (const transaction of others) {
    const fee = coins.apply(transaction, height);
    if (typeof fee === "string") return fee;
    fees += fee;
  }
  const paid = coinbase?.outputs.reduce((sum, { value }) => sum + value, 0n) ?? 0n;
  if (paid > subsidyAt(height) + fees) return "bad-cb-amount";
  if (coinbase) coins.apply(coinbase, height);
  return undefined;
}

function unixTime(): number {
  return Math.floor(Date.now() / 1000);
}
