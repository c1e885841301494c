import { doubleSha256 } from "./algorithm.js";
import type { Job } from "./job.js";
import { merkleRoot } from "./merkle.js";

/** The values that a miner chooses. */
export interface Solution {
  readonly extranonce1: Uint8Array;
  readonly extranonce2: Uint8Array;
  /** Unix seconds. */
  readonly time: number;
  readonly nonce: number;
  /** The whole version, rolled bits included. */
  readonly version: number;
}

/** A header's size in bytes. */
export const headerSize = 80;

/** The nonce's offset in a header, in bytes. */
export const nonceOffset = 76;

/** Builds the coinbase that a miner worked on, without witness. */
export function coinbaseOf(
  { coinb1, coinb2 }: Pick<Job, "coinb1" | "coinb2">,
  solution: Pick<Solution, "extranonce1" | "extranonce2">,
): Buffer {
  return Buffer.concat([coinb1, solution.extranonce1, solution.extranonce2, coinb2]);
}

/** Builds the header that a miner hashed: version, previous hash, merkle root, time, bits and nonce, little-endian. */
export function headerOf(job: Job, solution: Solution): Buffer {
  const header = Buffer.allocUnsafe(headerSize);
  header.writeUInt32LE(solution.version, 0);
  job.previousHash.copy(header, 4);
  merkleRoot(doubleSha256(coinbaseOf(job, solution)), job.merkleBranch).copy(header, 36);
  header.writeUInt32LE(solution.time, 68);
  header.writeUInt32LE(job.bits, 72);
  header.writeUInt32LE(solution.nonce, nonceOffset);
  return header;
}

/**
 * The version that a miner rolled (BIP310): the miner's bits inside the mask, the job's outside.
 *
 * @param bits The sixth parameter of `mining.submit`.
 */
export function rollVersion(jobVersion: number, mask: number, bits: number): number {
  return ((jobVersion & ~mask) | (bits & mask)) >>> 0;
}
