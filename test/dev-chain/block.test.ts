import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasWork, readBlock, rootOf, weightOf } from "../../src/dev-chain/block.js";
import { MalformedBytes } from "../../src/dev-chain/byte-reader.js";
import { genesisBlock } from "../../src/dev-chain/genesis.js";
import { reversed } from "../../src/work/index.js";

interface BlockVector {
  name: string;
  algorithm: string;
  template: {
    mweb?: string;
    version: number;
    previousblockhash: string;
    bits: string;
    transactions: { txid: string }[];
  };
  derived: Record<"blockHex" | "blockHash" | "merkleRoot" | "coinbaseTxid", string>;
}

const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const vectors: BlockVector[] = [
  ...read("vectors/bitcoin-regtest.json"),
  ...read("vectors/litecoin-regtest.json"),
].filter(({ template }) => template.mweb === undefined);

describe.each(vectors)("the block of $name", ({ algorithm, template, derived }) => {
  const bytes = Buffer.from(derived.blockHex, "hex");
  const block = readBlock(bytes);

  it("is read", () => {
    expect(block).toMatchObject({
      hash: derived.blockHash,
      version: template.version,
      previousHash: template.previousblockhash,
      bits: Number.parseInt(template.bits, 16),
    });
    expect(block.bytes).toEqual(bytes);
    expect(block.transactions.map(({ txid }) => txid)).toEqual([
      derived.coinbaseTxid,
      ...template.transactions.map(({ txid }) => txid),
    ]);
  });

  it("has the merkle root of its transactions", () => {
    expect(reversed(block.merkleRoot).toString("hex")).toBe(derived.merkleRoot);
    expect(rootOf(block.transactions.map(({ txid }) => txid))).toEqual(block.merkleRoot);
  });

  it("has work by its own hash where the coin's proof of work is that", () => {
    if (algorithm === "sha256d") expect(hasWork(block)).toBe(true);
    expect(hasWork({ ...block, bits: 0x03000001 })).toBe(false);
  });

  it("is read without what follows it, and not if it ends early", () => {
    expect(readBlock(Buffer.concat([bytes, Buffer.from("ffff", "hex")]))).toEqual(block);
    for (const length of [0, 79, 80, 81, bytes.length - 1])
      expect(() => readBlock(bytes.subarray(0, length))).toThrow(MalformedBytes);
  });
});

it("weighs what Bitcoin Core says that it weighs", () => {
  const samples = read("samples/bitcoin-31.99.json");
  const { weight, hash, size } = samples["getblock.1"];
  const block = readBlock(Buffer.from(samples["getblock.0"], "hex"));
  expect({ hash: block.hash, size: block.bytes.length, weight: weightOf(block) }).toEqual({
    hash,
    size,
    weight,
  });
});

it("begins with the first block of Bitcoin's regtest", () => {
  const block = readBlock(genesisBlock);
  expect(block.hash).toBe("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206");
  expect(rootOf(block.transactions.map(({ txid }) => txid))).toEqual(block.merkleRoot);
  expect(hasWork(block)).toBe(true);
});
