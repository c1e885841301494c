import { EventEmitter } from "node:events";
import { type Block, hasWork, readBlock } from "./block.js";
import { ancestors, BlockTree, type ChainBlock, pathBetween } from "./block-tree.js";
import { Coins } from "./coins.js";
import { genesisBlock } from "./genesis.js";
import { easiestBits, medianTime, nextBits, paceBlocks, subsidyAt } from "./rules.js";
import type { Transaction } from "./transaction.js";
import { type ExpectedBlock, verdictOf } from "./verdict.js";

export type { ChainBlock } from "./block-tree.js";

/** How a development chain behaves. */
export interface DevChainOptions {
  /** Seconds that a block should take; the target follows. 0 keeps the target. Default: 10. */
  readonly interval?: number;
  /** The first blocks' target in compact form. Default: the easiest, every second hash. */
  readonly bits?: number;
  /** Unix seconds now. */
  readonly now?: () => number;
}

/** Where a transaction is in the chain. */
export interface ConfirmedTransaction {
  readonly block: ChainBlock;
  /** Its position in the block; the coinbase has 0. */
  readonly index: number;
  readonly transaction: Transaction;
}

/** How a block stands, in the words of `getchaintips`. */
export type BlockStatus = "active" | "valid-fork" | "valid-headers" | "invalid";

const defaultInterval = 10;

/**
 * A SHA-256d chain in memory, with Bitcoin's block format and rules but for scripts, which nobody
 * checks: whoever names a coin may spend it. It is for trying a pool out and for tests: nothing is
 * kept and no other node is asked.
 *
 * `tip` comes once for each change of the tip, however many blocks were left and joined for it.
 */
export class DevChain extends EventEmitter<{ tip: [tip: ChainBlock, before: ChainBlock] }> {
  readonly now: () => number;
  readonly #interval: number;
  readonly #firstBits: number;
  readonly #tree = new BlockTree(readBlock(genesisBlock));
  #tip = this.#tree.genesis;
  /** The blocks from the genesis block to the tip, by height. */
  readonly #active = [this.#tip];
  /** The transactions of these blocks by id, but for the genesis block's, which can't be spent. */
  readonly #transactions = new Map<string, ConfirmedTransaction>();
  /** Blocks that were in the best chain once: all was right with them. */
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

  /** The outputs that nobody spent up to the tip. */
  get coins(): Coins {
    return this.#coins;
  }

  /** Blocks that nothing was built on. */
  get leaves(): ChainBlock[] {
    return this.#tree.leaves;
  }

  get(hash: string): ChainBlock | undefined {
    return this.#tree.get(hash);
  }

  /** The block of the best chain at a height. */
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

  /** What the block after this one must be. */
  next(parent: ChainBlock = this.#tip): ExpectedBlock {
    return {
      height: parent.height + 1,
      bits: this.#bitsAfter(parent),
      medianTime: medianTime(ancestors(parent, 11).map(({ time }) => time)),
      now: this.now(),
    };
  }

  /**
   * Takes a block.
   *
   * @returns Null where it was accepted, else why not, in the words of Bitcoin Core.
   * @throws MalformedBytes where it is no block.
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

  /** What would be said of a block on the tip, but for its work (BIP23). @throws MalformedBytes where it is no block. */
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

  /** Treats a block as invalid, so that the chain leaves it. */
  invalidate(block: ChainBlock): void {
    this.#tree.invalidate(block);
    this.#followBest();
  }

  /** Takes back what `invalidate` did. */
  reconsider(block: ChainBlock): void {
    this.#tree.reconsider(block);
    this.#followBest();
  }

  /** Makes the best block the tip. Those that turn out wrong on the way are invalid: why, by block. */
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

  /** Makes a block the tip, or changes nothing and says which block on the way to it is wrong. */
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

/** The coins after these blocks, which follow the genesis block. */
function replay(blocks: readonly ChainBlock[]): Coins {
  const coins = new Coins();
  for (const block of blocks) connect(coins, block, block.height);
  return coins;
}

/** Spends and makes a block's coins; says what is wrong with them. */
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
