/** Thrown where bytes end too early or say something that can't be. */
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

  /** @throws MalformedBytes where there are not as many left. */
  take(count: number): Buffer {
    if (this.#at + count > this.#bytes.length)
      throw new MalformedBytes(`${count} bytes expected at ${this.#at}`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** The bytes from a position to here. */
  since(start: number): Buffer {
    return this.#bytes.subarray(start, this.#at);
  }

  /** The next byte, which stays to be read. */
  peek(): number | undefined {
    return this.#bytes[this.#at];
  }

  uint32(): number {
    return this.take(4).readUInt32LE();
  }

  uint64(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  /** A number in CompactSize. */
  size(): number {
    const [first = 0] = this.take(1);
    if (first < 0xfd) return first;
    if (first === 0xfd) return this.take(2).readUInt16LE();
    if (first === 0xfe) return this.uint32();
    throw new MalformedBytes("a size beyond 32 bits");
  }

  /** Bytes with their number before them. */
  sized(): Buffer {
    return this.take(this.size());
  }

  /** As many items as the number before them says. */
  list<T>(read: () => T): T[] {
    const count = this.size();
    if (count > this.#bytes.length) throw new MalformedBytes(`${count} items in ${this.#bytes.length} bytes`);
    return Array.from({ length: count }, read);
  }
}
