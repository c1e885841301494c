import { doubleSha256 } from "./algorithm.js";
import type { Job } from "./job.js";
import { merkleRoot } from "./merkle.js";

/** What a miner chooses. */
export interface Solution {
  readonly extranonce1: Uint8Array;
  readonly extranonce2: Uint8Array;
  /** Unix seconds. */
  readonly time: number;
  readonly nonce: number;
  /** The whole version, rolled bits included. */
  readonly version: number;
}

/** Bytes of a header. */
export const headerSize = 80;

/** Where the nonce stands in a header. */
export const nonceOffset = 76;

/** The coinbase that a miner worked on, without witness. */
export function coinbaseOf(
  { coinb1, coinb2 }: Pick<Job, "coinb1" | "coinb2">,
  solution: Pick<Solution, "extranonce1" | "extranonce2">,
): Buffer {
  return Buffer.concat([coinb1, solution.extranonce1, solution.extranonce2, coinb2]);
}

/** The header that a miner hashed: version, previous hash, merkle root, time, bits and nonce, numbers little-endian. */
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
 * The version that a miner rolled (BIP310): its bits inside the mask, the job's outside.
 *
 * @param bits What came as the sixth parameter of `mining.submit`.
 */
export function rollVersion(jobVersion: number, mask: number, bits: number): number {
  return ((jobVersion & ~mask) | (bits & mask)) >>> 0;
}
