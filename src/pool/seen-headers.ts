/**
 * The headers that were submitted while one block was the tip, so that none counts twice, whichever job it came on.
 * It is bounded: a full set takes no more, and its owner has to give out work whose headers are all new.
 */
export class SeenHeaders {
  readonly #max: number;
  readonly #headers = new Set<string>();

  /** @param max Headers that are remembered. Each takes about 150 bytes. */
  constructor(max: number) {
    this.#max = max;
  }

  get isFull(): boolean {
    return this.#headers.size >= this.#max;
  }

  has(header: Buffer): boolean {
    return this.#headers.has(keyOf(header));
  }

  /** @returns False for a header that was seen before, and for any once the set is full. */
  add(header: Buffer): boolean {
    const key = keyOf(header);
    if (this.isFull || this.#headers.has(key)) return false;
    this.#headers.add(key);
    return true;
  }
}

function keyOf(header: Buffer): string {
  return header.toString("latin1");
}
