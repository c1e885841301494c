import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  buildBlock,
  buildJob,
  coinbaseOf,
  difficultyOfHash,
  doubleSha256,
  hashShare,
  merkleBranch,
  merkleRoot,
  readJob,
  reversed,
  rollVersion,
  scrypt,
  sha256d,
  swapWords,
  type Template,
  targetHex,
  targetOfBits,
  targetOfDifficulty,
  withWitness,
  writeJob,
} from "../../src/work/index.js";

const algorithms = { sha256d, scrypt };
const hex = (text: string) => Buffer.from(text, "hex");
const number = (text: string) => Number.parseInt(text, 16);

interface ShareVector {
  name: string;
  algo: keyof typeof algorithms;
  extranonce1: string;
  version_mask?: string;
  notify: Record<"job_id" | "prevhash" | "coinb1" | "coinb2" | "version" | "nbits" | "ntime", string> & {
    merkle_branch: string[];
  };
  submit: { extranonce2: string; ntime: string; nonce: string; version_bits?: string };
  expect: {
    coinbase_hash: string;
    merkle_root: string;
    header: string;
    block_hash: string;
    pow_hash: string;
    difficulty_bitcoin_scale: number;
    difficulty_scrypt_scale: number | null;
    meets_network_target: boolean;
  };
}

interface ShareVectors {
  full_share_vectors: ShareVector[];
  header_vectors: {
    name: string;
    algo: keyof typeof algorithms;
    header: string;
    block_hash: string;
    pow_hash: string;
    difficulty_bitcoin_scale: number;
  }[];
  prevhash_vectors: { rpc_display: string; stratum: string; header: string }[];
  merkle_vectors: {
    coinbase_hash: string;
    tx_hashes_internal_order: string[];
    branch: string[];
    root: string;
  }[];
  difficulty_to_target_sha256d: Record<string, string>;
  difficulty_to_target_scrypt: Record<string, string>;
  nbits_to_target: Record<string, string>;
  version_rolling_formulas: Record<"job_version" | "mask" | "version_bits" | "bip310", string>[];
}

interface BlockVector {
  name: string;
  algorithm: keyof typeof algorithms;
  template: Template;
  payoutScriptPubKey: string;
  extranonce1: string;
  extranonce2Size: number;
  shareDifficulty: number;
  shareTarget: string;
  networkTarget: string;
  notify: { params: [string, string, string, string, string[], string, string, string, boolean] };
  submit: { params: [string, string, string, string, string] };
  derived: Record<
    | "coinbase"
    | "coinbaseTxid"
    | "coinbaseWithWitness"
    | "merkleRoot"
    | "header"
    | "powHash"
    | "blockHash"
    | "blockHex",
    string
  > & {
    merkleBranch: string[];
  };
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
}

const shares = load<ShareVectors>("stratum-shares");

describe.each(shares.full_share_vectors)(
  "share: $name",
  ({ algo, extranonce1, version_mask, notify, submit, expect: expected }) => {
    const algorithm = algorithms[algo];
    const job = readJob({
      jobId: notify.job_id,
      prevhash: notify.prevhash,
      coinb1: notify.coinb1,
      coinb2: notify.coinb2,
      merkleBranch: notify.merkle_branch,
      version: notify.version,
      nbits: notify.nbits,
      ntime: notify.ntime,
    });
    const solution = {
      extranonce1: hex(extranonce1),
      extranonce2: hex(submit.extranonce2),
      time: number(submit.ntime),
      nonce: number(submit.nonce),
      version: submit.version_bits
        ? rollVersion(job.version, number(version_mask ?? "0"), number(submit.version_bits))
        : job.version,
    };

    it("hashes the coinbase and joins it with the branch", () => {
      const hash = doubleSha256(coinbaseOf(job, solution));
      expect(hash.toString("hex")).toBe(expected.coinbase_hash);
      expect(merkleRoot(hash, job.merkleBranch).toString("hex")).toBe(expected.merkle_root);
    });

    it("builds the header, its hash and its difficulty", () => {
      const share = hashShare(job, solution, algorithm);
      expect(share.header.toString("hex")).toBe(expected.header);
      expect(targetHex(share.work)).toBe(expected.pow_hash);
      expect(share.blockHash()).toBe(expected.block_hash);
      expect(share.difficulty).toBeCloseTo(
        expected.difficulty_scrypt_scale ?? expected.difficulty_bitcoin_scale,
        9,
      );
      expect(share.isBlock).toBe(expected.meets_network_target);
    });

    it("is worth nothing with another nonce", () => {
      const share = hashShare(job, { ...solution, nonce: (solution.nonce ^ 1) >>> 0 }, algorithm);
      expect(targetHex(share.work)).not.toBe(expected.pow_hash);
      expect(share.isBlock).toBe(false);
    });
  },
);

describe.each([...load<BlockVector[]>("bitcoin-regtest"), ...load<BlockVector[]>("litecoin-regtest")])(
  "block: $name",
  (vector) => {
    const { template, notify, derived } = vector;
    const algorithm = algorithms[vector.algorithm];
    const [id, prevhash, coinb1, coinb2, branch, version, nbits, ntime, cleanJobs] = notify.params;
    const job = buildJob(template, {
      id,
      payout: hex(vector.payoutScriptPubKey),
      extranonceSize: vector.extranonce1.length / 2 + vector.extranonce2Size,
      tag: "/e2e/",
    });
    const [, , extranonce2, time, nonce] = vector.submit.params;
    const solution = {
      extranonce1: hex(vector.extranonce1),
      extranonce2: hex(extranonce2),
      time: number(time),
      nonce: number(nonce),
      version: job.version,
    };

    it("makes the template into the job that was sent", () => {
      const expected = {
        jobId: id,
        prevhash,
        coinb1,
        coinb2,
        merkleBranch: branch,
        version,
        nbits,
        ntime,
        cleanJobs,
      };
      expect(writeJob(job, cleanJobs)).toEqual(expected);
      expect(readJob(expected)).toEqual({
        id: job.id,
        previousHash: job.previousHash,
        coinb1: job.coinb1,
        coinb2: job.coinb2,
        merkleBranch: job.merkleBranch,
        version: job.version,
        bits: job.bits,
        time: job.time,
      });
    });

    it("works out the coinbase, the header and the targets", () => {
      const coinbase = coinbaseOf(job, solution);
      expect(coinbase.toString("hex")).toBe(derived.coinbase);
      expect(withWitness(coinbase).toString("hex")).toBe(derived.coinbaseWithWitness);
      expect(reversed(doubleSha256(coinbase)).toString("hex")).toBe(derived.coinbaseTxid);
      expect(job.merkleBranch.map((hash) => hash.toString("hex"))).toEqual(derived.merkleBranch);
      expect(targetHex(job.target)).toBe(vector.networkTarget);
      expect(targetHex(targetOfDifficulty(vector.shareDifficulty, algorithm))).toBe(vector.shareTarget);
    });

    it("finds the share good and assembles the block that the daemon took", () => {
      const share = hashShare(job, solution, algorithm);
      expect(share.header.toString("hex")).toBe(derived.header);
      expect(targetHex(share.work)).toBe(derived.powHash);
      expect(share.blockHash()).toBe(derived.blockHash);
      expect(share.work <= targetOfDifficulty(vector.shareDifficulty, algorithm)).toBe(true);
      expect(share.isBlock).toBe(true);
      expect(buildBlock(job, share.header, solution).toString("hex")).toBe(derived.blockHex);
    });
  },
);

describe("tables", () => {
  it.each(shares.header_vectors)(
    "hashes the header of $name",
    ({ algo, header, block_hash, pow_hash, difficulty_bitcoin_scale }) => {
      expect(reversed(doubleSha256(hex(header))).toString("hex")).toBe(block_hash);
      const work = algorithms[algo].hash(hex(header));
      expect(reversed(work).toString("hex")).toBe(pow_hash);
      const scale = difficultyOfHash(work, sha256d) / difficulty_bitcoin_scale;
      expect(scale).toBeCloseTo(1, 12);
    },
  );

  it.each(shares.prevhash_vectors)(
    "turns the previous hash $rpc_display",
    ({ rpc_display, stratum, header }) => {
      expect(reversed(hex(rpc_display)).toString("hex")).toBe(header);
      expect(swapWords(hex(header)).toString("hex")).toBe(stratum);
    },
  );

  it.each(shares.merkle_vectors)(
    "builds a merkle branch",
    ({ coinbase_hash, tx_hashes_internal_order, branch, root }) => {
      const built = merkleBranch(tx_hashes_internal_order.map(hex));
      expect(built.map((hash) => hash.toString("hex"))).toEqual(branch);
      expect(merkleRoot(hex(coinbase_hash), built).toString("hex")).toBe(root);
    },
  );

  it.each(Object.entries(shares.difficulty_to_target_sha256d))(
    "sha256d difficulty %s",
    (difficulty, target) => {
      expect(targetHex(targetOfDifficulty(Number(difficulty), sha256d))).toBe(target);
    },
  );

  it.each(Object.entries(shares.difficulty_to_target_scrypt))(
    "scrypt difficulty %s",
    (difficulty, target) => {
      expect(targetHex(targetOfDifficulty(Number(difficulty), scrypt))).toBe(target);
    },
  );

  it.each(Object.entries(shares.nbits_to_target))("compact target %s", (bits, target) => {
    expect(targetHex(targetOfBits(number(bits)))).toBe(target);
  });

  it.each(shares.version_rolling_formulas)(
    "rolls $job_version by $version_bits",
    ({ job_version, mask, version_bits, bip310 }) => {
      expect(rollVersion(number(job_version), number(mask), number(version_bits))).toBe(number(bip310));
    },
  );
});
