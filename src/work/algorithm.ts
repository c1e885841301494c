import { hash, scryptSync } from "node:crypto";

/** A proof-of-work algorithm: how headers are hashed, and what difficulty means. */
export interface Algorithm {
  readonly name: string;
  /** Hashes an 80-byte header; the result is in internal byte order: a little-endian number. */
  readonly hash: (header: Uint8Array) => Buffer;
  /** The target of share difficulty 1. Difficulty is this divided by the target. */
  readonly difficulty1: bigint;
}

/** SHA-256 of SHA-256: the proof of work of Bitcoin and its forks, and the id of blocks and transactions for any algorithm. */
export function doubleSha256(data: Uint8Array): Buffer {
  return hash("sha256", hash("sha256", data, "buffer"), "buffer");
}

/** Bitcoin's proof of work. Difficulty 1 is 0xffff·2^208. */
export const sha256d: Algorithm = {
  name: "sha256d",
  hash: doubleSha256,
  difficulty1: 0xffffn << 208n,
};

/**
 * Litecoin's and Dogecoin's proof of work: scrypt with N=1024, r=1, p=1. Share difficulty 1 is
 * 0xffff·2^224, which is 65,536 times easier than the daemons' difficulty 1.
 */
export const scrypt: Algorithm = {
  name: "scrypt",
  hash: (header) => scryptSync(header, header, 32, { N: 1024, r: 1, p: 1 }),
  difficulty1: 0xffffn << 224n,
};
