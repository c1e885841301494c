/**
 * The headers that were submitted for one tip, so that none counts twice, whichever job it belongs to. The set is
 * bounded: when it is full, its owner must send jobs whose headers are all new.
 */
export class SeenHeaders {
  readonly #max: number;
  readonly #headers = new Set<string>();

  /** @param max Headers to remember; each takes about 150 bytes. */
  constructor(max: number) {
    this.#max = max;
  }

  get isFull(): boolean {
    return this.#headers.size >= this.#max;
  }

  has(header: Buffer): boolean {
    return this.#headers.has(keyOf(header));
  }

  /** @returns False for a known header, and for any header once the set is full. */
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
