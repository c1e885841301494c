import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchNonces } from "../../src/miner/search.js";
import { type Algorithm, headerSize, nonceOffset, scrypt, sha256d, toNumber } from "../../src/work/index.js";

describe("the search for a nonce", () => {
  /** As slow and simple as can be. */
  const first = (header: Buffer, from: number, count: number, target: bigint, { hash }: Algorithm) => {
    for (let nonce = from; nonce < from + count; nonce++) {
      const copy = Buffer.from(header);
      copy.writeUInt32LE(nonce, nonceOffset);
      if (toNumber(hash(copy)) <= target) return nonce;
    }
    return undefined;
  };

  it.each([
    [sha256d, 100],
    [scrypt, 4],
  ])("finds the first one that meets the target, with $name", (algorithm, count) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: headerSize, maxLength: headerSize }),
        fc.integer({ min: 0, max: 2 ** 32 - count }),
        fc.bigInt({ min: 0n, max: 2n ** 254n }),
        (bytes, from, target) => {
          const header = Buffer.from(bytes);
          const expected = first(header, from, count, target, algorithm);
          expect(searchNonces({ header, from, count, target }, algorithm)).toBe(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("takes a hash that is the target, and none that is one more", () => {
    const header = Buffer.alloc(headerSize, 7);
    const copy = Buffer.from(header);
    copy.writeUInt32LE(5, nonceOffset);
    const work = toNumber(sha256d.hash(copy));
    const search = { header, from: 5, count: 1 };
    expect(searchNonces({ ...search, target: work }, sha256d)).toBe(5);
    expect(searchNonces({ ...search, target: work - 1n }, sha256d)).toBeUndefined();
  });

  it("leaves the nonce that it found in the header", () => {
    const header = Buffer.alloc(headerSize);
    const found = searchNonces({ header, from: 0xfffffff0, count: 16, target: 2n ** 256n - 1n }, sha256d);
    expect(found).toBe(0xfffffff0);
    expect(header.readUInt32LE(nonceOffset)).toBe(0xfffffff0);
  });
});
