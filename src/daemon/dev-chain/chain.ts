import { EventEmitter } from "node:events";
import { type Block, hasWork, readBlock } from "./block.js";
import { Coins } from "./coins.js";
import { genesisBlock } from "./genesis.js";
import { easiestBits, medianTime, nextBits, paceBlocks, subsidyAt, workOf } from "./rules.js";
import { type Expected, verdictOf } from "./verdict.js";

/** A block in its place. */
export interface ChainBlock extends Block {
  readonly height: number;
  readonly parent: ChainBlock | undefined;
  /** Hashes that the chain up to it took on average. */
  readonly chainWork: bigint;
}

/** How a development chain behaves. */
export interface DevChainOptions {
  /** Seconds that a block should take; the target follows. 0 keeps the target. Default: 10. */
  readonly interval?: number;
  /** The first blocks' target in compact form. Default: the easiest, every second hash. */
  readonly bits?: number;
  /** Unix seconds now. */
  readonly now?: () => number;
}

const defaultInterval = 10;

/**
 * A SHA-256d chain in memory, with Bitcoin's block format and rules but for scripts, which nobody
 * checks. It is for trying a pool out and for tests: nothing is kept and no other node is asked.
 */
export class DevChain extends EventEmitter<{ tip: [tip: ChainBlock, before: ChainBlock] }> {
  readonly now: () => number;
  readonly #interval: number;
  readonly #firstBits: number;
  readonly #blocks = new Map<string, ChainBlock>();
  /** The blocks from the genesis block to the tip, by height. */
  #active: readonly [ChainBlock, ...ChainBlock[]];
  #coins = new Coins();

  constructor({ interval = defaultInterval, bits = easiestBits, now = unixTime }: DevChainOptions = {}) {
    super();
    this.now = now;
    this.#interval = interval;
    this.#firstBits = bits;
    const block = readBlock(genesisBlock);
    const genesis = { ...block, height: 0, parent: undefined, chainWork: workOf(block.bits) };
    this.#blocks.set(genesis.hash, genesis);
    this.#active = [genesis];
  }

  get tip(): ChainBlock {
    return this.#active.at(-1) ?? this.#active[0];
  }

  /** The outputs that nobody spent up to the tip. */
  get coins(): Coins {
    return this.#coins;
  }

  get(hash: string): ChainBlock | undefined {
    return this.#blocks.get(hash);
  }

  /** The block of the best chain at a height. */
  at(height: number): ChainBlock | undefined {
    return this.#active[height];
  }

  /** Whether a block is part of the best chain. */
  isActive(block: ChainBlock): boolean {
    return this.#active[block.height] === block;
  }

  /** Blocks that nothing was built on. */
  get leaves(): ChainBlock[] {
    const parents = new Set([...this.#blocks.values()].map(({ parent }) => parent));
    return [...this.#blocks.values()].filter((block) => !parents.has(block));
  }

  /** What the block after this one must be. */
  next(parent: ChainBlock = this.tip): Expected {
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
    if (this.#blocks.has(block.hash)) return "duplicate";
    const parent = this.#blocks.get(block.previousHash);
    if (!parent) return hasWork(block) ? "prev-blk-not-found" : "high-hash";
    const verdict = verdictOf(block, this.next(parent), true);
    if (verdict !== undefined) return verdict;
    const taken = {
      ...block,
      height: parent.height + 1,
      parent,
      chainWork: parent.chainWork + workOf(block.bits),
    };
    if (taken.chainWork <= this.tip.chainWork) {
      this.#blocks.set(taken.hash, taken);
      return "inconclusive";
    }
    return this.#activate(taken);
  }

  /** What would be said of a block on the tip, but for its work (BIP23). @throws MalformedBytes where it is no block. */
  propose(bytes: Buffer): string | null {
    const block = readBlock(bytes);
    if (this.#blocks.has(block.hash)) return "duplicate";
    if (block.previousHash !== this.tip.hash) return "inconclusive-not-best-prevblk";
    const expected = this.next();
    return verdictOf(block, expected, false) ?? connect(this.#coins.copy(), block, expected.height) ?? null;
  }

  /** Makes a block the tip, with the coins worked out anew where it does not follow the last one. */
  #activate(block: ChainBlock): string | null {
    const before = this.tip;
    const branch: ChainBlock[] = [];
    for (let at: ChainBlock | undefined = block; at && !this.isActive(at); at = at.parent) branch.unshift(at);
    const kept = this.#active.slice(0, branch[0]?.height ?? 0);
    const coins = kept.at(-1) === before ? this.#coins.copy() : replay(kept);
    for (const added of branch) {
      const refusal = connect(coins, added, added.height);
      if (refusal !== undefined) return refusal;
    }
    this.#blocks.set(block.hash, block);
    this.#active = [this.#active[0], ...kept.slice(1), ...branch];
    this.#coins = coins;
    this.emit("tip", block, before);
    return null;
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

/** A block and those before it, oldest first. */
function ancestors(block: ChainBlock, count: number): ChainBlock[] {
  const found: ChainBlock[] = [];
  for (let at: ChainBlock | undefined = block; at && found.length < count; at = at.parent) found.unshift(at);
  return found;
}

function replay(blocks: readonly ChainBlock[]): Coins {
  const coins = new Coins();
  for (const block of blocks.slice(1)) connect(coins, block, block.height);
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
