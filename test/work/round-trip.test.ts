import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchNonces } from "../../src/miner/search.js";
import {
  bitsOfTarget,
  buildBlock,
  buildJob,
  coinbaseOf,
  compactSize,
  difficultyOfTarget,
  doubleSha256,
  hashShare,
  headerOf,
  headerSize,
  readJob,
  renewJob,
  reversed,
  rollVersion,
  scrypt,
  sha256d,
  type Template,
  targetOfBits,
  targetOfDifficulty,
  withWitness,
  writeJob,
} from "../../src/work/index.js";

const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));
const hex = (minLength: number, maxLength = minLength) =>
  bytes(minLength, maxLength).map((buffer) => buffer.toString("hex"));

/** One hash in four is a share, one in sixteen a block. */
const shareTarget = (1n << 254n) - 1n;
const blockBits = bitsOfTarget(1n << 252n);

const template: fc.Arbitrary<Template> = fc.record(
  {
    version: fc.integer({ min: 1, max: 0x7fffffff }),
    previousblockhash: hex(32),
    transactions: fc.array(
      fc.record({ data: hex(60, 300), txid: hex(32), hash: hex(32) }, { requiredKeys: ["data", "hash"] }),
      { maxLength: 40 },
    ),
    coinbaseaux: fc.oneof(fc.constant({}), fc.record({ flags: hex(0, 20) })),
    coinbasevalue: fc.integer({ min: 0, max: 2_100_000_000_000_000 }),
    bits: fc.constant(blockBits.toString(16)),
    height: fc.nat(0x7fffffff),
    curtime: fc.integer({ min: 0, max: 0xffffffff }),
    mintime: fc.constant(0),
    default_witness_commitment: hex(38),
    mweb: hex(1, 200),
  },
  {
    requiredKeys: [
      "version",
      "previousblockhash",
      "transactions",
      "coinbaseaux",
      "coinbasevalue",
      "bits",
      "height",
      "curtime",
      "mintime",
    ],
  },
);

const sizes = fc.record({
  extranonce1: bytes(1, 8),
  extranonce2: bytes(2, 8),
});
const serials = fc.nat({ max: 0xffffffff });
const versionMask = fc.constantFrom(0, 0x1fffe000, 0x00c00000);

/** The merkle root of a whole list of leaves, level by level: the definition, not the pool's way. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) throw new Error("a tree has leaves");
  if (leaves.length === 1) return only;
  const level: Buffer[] = [];
  for (let index = 0; index < leaves.length; index += 2) {
    const left = leaves[index] ?? only;
    level.push(doubleSha256(Buffer.concat([left, leaves[index + 1] ?? left])));
  }
  return rootOf(level);
}

describe.each([
  ["sha256d", sha256d, 100],
  ["scrypt", scrypt, 10],
] as const)("%s: from a template to a block", (_name, algorithm, numRuns) => {
  it("comes out whatever the template", () => {
    fc.assert(
      fc.property(
        template,
        sizes,
        versionMask,
        fc.integer(),
        fc.tuple(serials, fc.boolean()),
        (given, { extranonce1, extranonce2 }, mask, roll, [serial, isRenewed]) => {
          const options = {
            id: "1",
            payout: Buffer.from(`0014${"ab".repeat(20)}`, "hex"),
            extranonceSize: extranonce1.length + extranonce2.length,
            tag: "/test/",
          };
          const first = buildJob(given, { ...options, versionMask: mask });
          const job = isRenewed ? renewJob(first, { ...options, serial }) : first;

          // The miner knows only what it was notified of.
          const known = readJob(writeJob(job, true));
          const version = rollVersion(known.version, mask, roll >>> 0);
          const solution = { extranonce1, extranonce2, time: known.time, version };
          const header = headerOf(known, { ...solution, nonce: 0 });
          const nonce = searchNonces({ header, from: 0, count: 1_000, target: shareTarget }, algorithm);
          expect(nonce).toBeDefined();

          // The pool knows only what was submitted.
          const share = hashShare(job, { ...solution, nonce: nonce ?? 0 }, algorithm);
          expect(share.header.equals(header)).toBe(true);
          expect(share.work <= shareTarget).toBe(true);
          expect(share.isBlock).toBe(share.work <= job.target);

          // The daemon knows only the block.
          const block = buildBlock(job, share.header, solution);
          const coinbase = coinbaseOf(job, solution);
          const count = compactSize(given.transactions.length + 1);
          const written = given.default_witness_commitment ? withWitness(coinbase) : coinbase;
          const rest =
            given.transactions.map(({ data }) => data).join("") + (given.mweb ? `01${given.mweb}` : "");
          expect(block.toString("hex")).toBe(Buffer.concat([header, count, written]).toString("hex") + rest);
          const txids = given.transactions.map(({ txid, hash }) =>
            reversed(Buffer.from(txid ?? hash, "hex")),
          );
          const root = rootOf([doubleSha256(coinbase), ...txids]);
          expect(block.subarray(36, 68).equals(root)).toBe(true);
          expect(block.readUInt32LE(0) & ~mask).toBe(given.version & ~mask);
          expect(block.subarray(4, 36).equals(reversed(Buffer.from(given.previousblockhash, "hex")))).toBe(
            true,
          );
          expect(block.subarray(68, headerSize).readUInt32LE(4)).toBe(blockBits);
        },
      ),
      { numRuns },
    );
  });
});

describe("jobs on one template", () => {
  it("have no header in common where their serial numbers differ", () => {
    const options = { id: "1", payout: Buffer.from("51", "hex"), extranonceSize: 8 };
    const solution = {
      extranonce1: Buffer.alloc(4),
      extranonce2: Buffer.alloc(4),
      time: 0,
      version: 4,
      nonce: 0,
    };
    fc.assert(
      fc.property(template, serials, serials, (given, one, other) => {
        const job = buildJob(given, { ...options, serial: one });
        const again = renewJob(job, { ...options, id: "2", serial: other });
        expect(again).toMatchObject({ id: "2", time: job.time, merkleBranch: job.merkleBranch });
        expect(headerOf(job, solution).equals(headerOf(again, solution))).toBe(one === other);
      }),
    );
  });
});

describe("targets", () => {
  it("are the difficulty they were made from", () => {
    const difficulty = fc.double({ min: 1e-9, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(difficulty, (wanted) => {
        const target = targetOfDifficulty(wanted, sha256d);
        expect(difficultyOfTarget(target, sha256d) / wanted).toBeCloseTo(1, 9);
      }),
    );
  });

  it("stay what they are in compact form", () => {
    const target = fc.bigInt({ min: 1n, max: (1n << 255n) - 1n });
    fc.assert(
      fc.property(target, (wanted) => {
        const compact = targetOfBits(bitsOfTarget(wanted));
        expect(compact <= wanted).toBe(true);
        expect(wanted - compact < wanted / 0x7fffn + 1n).toBe(true);
        expect(bitsOfTarget(compact)).toBe(bitsOfTarget(wanted));
      }),
    );
  });

  it("meet the same hashes in a search as in a check", () => {
    fc.assert(
      fc.property(bytes(headerSize), fc.integer({ min: 240, max: 256 }), (header, exponent) => {
        const target = (1n << BigInt(exponent)) - 1n;
        const found = searchNonces({ header, from: 0, count: 64, target }, sha256d);
        const hashes = Array.from({ length: 64 }, (_, nonce) => {
          header.writeUInt32LE(nonce, 76);
          return BigInt(`0x${reversed(sha256d.hash(header)).toString("hex")}`);
        });
        const first = hashes.findIndex((hash) => hash <= target);
        expect(found).toBe(first === -1 ? undefined : first);
      }),
    );
  });
});
