/** Thrown for truncated or invalid bytes. */
export class MalformedBytes extends Error {}

/** Reads a block or a transaction from its bytes. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#at;
  }

  /** @throws MalformedBytes if fewer bytes are left. */
  take(count: number): Buffer {
    if (this.#at + count > this.#bytes.length)
      throw new MalformedBytes(`${count} bytes expected at ${this.#at}`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** The bytes from a position to the current one. */
  since(start: number): Buffer {
    return this.#bytes.subarray(start, this.#at);
  }

  /** The next byte, without consuming it. */
  peek(): number | undefined {
    return this.#bytes[this.#at];
  }

  uint32(): number {
    return this.take(4).readUInt32LE();
  }

  uint64(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  /** A CompactSize number. */
  size(): number {
    const [first = 0] = this.take(1);
    if (first < 0xfd) return first;
    if (first === 0xfd) return this.take(2).readUInt16LE();
    if (first === 0xfe) return this.uint32();
    throw new MalformedBytes("size exceeds 32 bits");
  }

  /** Bytes with a size prefix. */
  sized(): Buffer {
    return this.take(this.size());
  }

  /** Items with a count prefix. */
  list<T>(read: () => T): T[] {
    const count = this.size();
    if (count > this.#bytes.length) throw new MalformedBytes(`${count} items in ${this.#bytes.length} bytes`);
    return Array.from({ length: count }, read);
  }
}
