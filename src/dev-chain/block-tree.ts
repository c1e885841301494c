import type { Block } from "./block.js";
import { workOf } from "./rules.js";

/** A block with its position in the tree. */
export interface ChainBlock extends Block {
  readonly height: number;
  readonly parent: ChainBlock | undefined;
  /** Hashes that the chain up to this block took on average. */
  readonly chainWork: bigint;
}

/** The path from one block to another. */
export interface Path {
  /** The blocks to leave, newest first. */
  readonly left: readonly ChainBlock[];
  /** The blocks to join, oldest first. */
  readonly joined: readonly ChainBlock[];
}

/** All accepted blocks, on all branches. */
export class BlockTree {
  readonly genesis: ChainBlock;
  readonly #blocks = new Map<string, ChainBlock>();
  readonly #invalid = new Set<ChainBlock>();

  constructor(genesis: Block) {
    this.genesis = { ...genesis, height: 0, parent: undefined, chainWork: workOf(genesis.bits) };
    this.#blocks.set(genesis.hash, this.genesis);
  }

  get(hash: string): ChainBlock | undefined {
    return this.#blocks.get(hash);
  }

  add(block: Block, parent: ChainBlock): ChainBlock {
    const chainWork = parent.chainWork + workOf(block.bits);
    const added = { ...block, height: parent.height + 1, parent, chainWork };
    this.#blocks.set(block.hash, added);
    return added;
  }

  /** Blocks without children. */
  get leaves(): ChainBlock[] {
    const parents = new Set([...this.#blocks.values()].map(({ parent }) => parent));
    return [...this.#blocks.values()].filter((block) => !parents.has(block));
  }

  /** The valid block with the most work; of several, the first. */
  get best(): ChainBlock {
    let best = this.genesis;
    for (const block of this.#blocks.values()) {
      if (block.chainWork > best.chainWork && !this.#invalid.has(block)) best = block;
    }
    return best;
  }

  isInvalid(block: ChainBlock): boolean {
    return this.#invalid.has(block);
  }

  /** Marks a block and its descendants as invalid. */
  invalidate(block: ChainBlock): void {
    for (const other of this.#blocks.values()) {
      if (ancestorAt(other, block.height) === block) this.#invalid.add(other);
    }
  }

  /** Removes the mark from a block, its ancestors and its descendants. */
  reconsider(block: ChainBlock): void {
    for (const other of this.#invalid) {
      const [lower, higher] = other.height < block.height ? [other, block] : [block, other];
      if (ancestorAt(higher, lower.height) === lower) this.#invalid.delete(other);
    }
  }
}

/** The path from one block to another, through their last common ancestor. */
export function pathBetween(from: ChainBlock, to: ChainBlock): Path {
  const left: ChainBlock[] = [];
  const joined: ChainBlock[] = [];
  let [start, end]: (ChainBlock | undefined)[] = [from, to];
  while (start !== end) {
    if (start && start.height >= (end?.height ?? 0)) {
      left.push(start);
      start = start.parent;
    } else if (end) {
      joined.unshift(end);
      end = end.parent;
    }
  }
  return { left, joined };
}

/** A block and its ancestors, oldest first. */
export function ancestors(block: ChainBlock, count: number): ChainBlock[] {
  const found: ChainBlock[] = [];
  for (let at: ChainBlock | undefined = block; at && found.length < count; at = at.parent) found.unshift(at);
  return found;
}

function ancestorAt(block: ChainBlock, height: number): ChainBlock | undefined {
  let at: ChainBlock | undefined = block;
  while (at && at.height > height) at = at.parent;
  return at?.height === height ? at : undefined;
}
