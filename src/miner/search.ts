import { type Algorithm, nonceOffset } from "../work/index.js";

/** A range of nonces to try on a header. */
export interface Search {
  /** 80 bytes; its nonce is overwritten. */
  readonly header: Buffer;
  readonly from: number;
  readonly count: number;
  /** The highest hash, as a little-endian number, that is accepted. */
  readonly target: bigint;
}

/** The first nonce of the range whose hash meets the target; undefined when none does. */
export function searchNonces(
  { header, from, count, target }: Search,
  { hash }: Algorithm,
): number | undefined {
  const limit = Buffer.from(target.toString(16).padStart(64, "0"), "hex");
  const highest = limit.readUInt32BE(0);
  for (let nonce = from; nonce < from + count; nonce++) {
    header.writeUInt32LE(nonce, nonceOffset);
    const work = hash(header);
    if (work.readUInt32LE(28) <= highest && work.reverse().compare(limit) <= 0) return nonce;
  }
  return undefined;
}
