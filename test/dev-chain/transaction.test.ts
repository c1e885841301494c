import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedBytes } from "../../src/dev-chain/byte-reader.js";
import { decoded } from "../../src/dev-chain/calls/decoded.js";
import {
  decodeTransaction,
  isCoinbase,
  makeTransaction,
  virtualSize,
} from "../../src/dev-chain/transaction.js";
import type { Template } from "../../src/work/index.js";

interface BlockVector {
  name: string;
  template: Omit<Template, "transactions"> & {
    transactions: { data: string; txid: string; hash: string; weight: number }[];
  };
  derived: { coinbaseWithWitness: string; coinbaseTxid: string };
}

const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const vectors: BlockVector[] = [
  ...read("vectors/bitcoin-regtest.json"),
  ...read("vectors/litecoin-regtest.json"),
];
const transactions = vectors.flatMap(({ template }) => template.transactions);
/** The last transaction of a Litecoin block with an extension block is written in a form of its own. */
const extended = transactions.filter(({ data }) => data.startsWith("0008", 8));
const usual = transactions.filter((one) => !extended.includes(one));
const bytesOf = (hex: string) => Buffer.from(hex, "hex");

describe("transactions of real blocks", () => {
  it.each(usual)("are read and written again without a change: $txid", ({ data, txid, hash, weight }) => {
    const { bytes, ...transaction } = decodeTransaction(bytesOf(data));
    expect(bytes.toString("hex")).toBe(data);
    expect(transaction).toMatchObject({ txid, wtxid: hash, weight });
    expect(isCoinbase(transaction)).toBe(false);
    expect(makeTransaction(transaction)).toEqual({ ...transaction, bytes });
  });

  it.each(vectors)("are coinbases, too: $name", ({ derived: { coinbaseWithWitness, coinbaseTxid } }) => {
    const coinbase = decodeTransaction(bytesOf(coinbaseWithWitness));
    expect(coinbase.bytes.toString("hex")).toBe(coinbaseWithWitness);
    expect(coinbase.txid).toBe(coinbaseTxid);
    expect(isCoinbase(coinbase)).toBe(true);
  });

  it("are refused in a form that is not Bitcoin's", () => {
    expect(extended).toHaveLength(1);
    for (const { data } of extended) expect(() => decodeTransaction(bytesOf(data))).toThrow(MalformedBytes);
  });
});

describe("a decoded transaction", () => {
  const samples = read("samples/bitcoin-31.99.json");
  const block = samples["getblock.2"];

  /** As the development daemon says it: amounts as texts, no descriptors. */
  const expected = ({ fee, hex, vout, ...facts }: (typeof block.tx)[number]) => ({
    ...facts,
    vout: vout.map(({ value, n, scriptPubKey }: (typeof block.tx)[number]["vout"][number]) => {
      const { desc, ...script } = scriptPubKey;
      return { value: value.toFixed(8), n, scriptPubKey: script };
    }),
  });

  it.each<{ txid: string; hex: string }>(block.tx)("says what Bitcoin Core says: $txid", (sample) => {
    expect(decoded(decodeTransaction(bytesOf(sample.hex)))).toEqual(expected(sample));
  });
});

describe("any transaction", () => {
  const bytes = (size: number) => fc.uint8Array({ maxLength: size }).map((array) => Buffer.from(array));
  const input = fc.record({
    txid: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array).toString("hex")),
    vout: fc.nat(),
    script: bytes(300),
    sequence: fc.integer({ min: 0, max: 0xffffffff }),
    witness: fc.array(bytes(300), { maxLength: 3 }),
  });
  const parts = fc.record({
    version: fc.integer({ min: 0, max: 0xffffffff }),
    inputs: fc.array(input, { minLength: 1, maxLength: 4 }),
    outputs: fc.array(fc.record({ value: fc.bigInt({ min: 0n, max: 2n ** 63n }), script: bytes(300) })),
    lockTime: fc.integer({ min: 0, max: 0xffffffff }),
  });

  it("is read as it was written", () => {
    fc.assert(
      fc.property(parts, (transaction) => {
        const written = makeTransaction(transaction);
        expect(decodeTransaction(written.bytes)).toEqual(written);
      }),
    );
  });

  it("is refused where it ends early or late", () => {
    fc.assert(
      fc.property(parts, fc.nat(), (transaction, at) => {
        const { bytes: whole } = makeTransaction(transaction);
        const part = whole.subarray(0, at % whole.length);
        expect(() => decodeTransaction(part)).toThrow(MalformedBytes);
        expect(() => decodeTransaction(Buffer.concat([whole, Buffer.alloc(1)]))).toThrow(MalformedBytes);
      }),
    );
  });

  it("weighs four times its bytes, less what witnesses save", () => {
    fc.assert(
      fc.property(parts, (transaction) => {
        const whole = makeTransaction(transaction);
        const inputs = transaction.inputs.map((one) => ({ ...one, witness: [] }));
        const bare = makeTransaction({ ...transaction, inputs });
        expect(bare.txid).toBe(whole.txid);
        expect(whole.weight).toBe(3 * bare.bytes.length + whole.bytes.length);
        expect(virtualSize(whole)).toBe(Math.ceil(whole.weight / 4));
      }),
    );
  });
});

it("refuses a count that the bytes can't hold", () => {
  expect(() => decodeTransaction(bytesOf("01000000feffffffff"))).toThrow(MalformedBytes);
  expect(() => decodeTransaction(bytesOf("01000000ffffffffffffffffff"))).toThrow(MalformedBytes);
});
