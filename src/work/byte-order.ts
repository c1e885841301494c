/** The bytes in reverse: between internal order, as hashes are computed, and display order, as people write them. */
export function reversed(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes).reverse();
}

/** The bytes of each 4-byte word in reverse: between the header's and `mining.notify`'s form of the previous hash. */
export function swapWords(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes).swap32();
}

/** Bytes in internal order as a number: the first byte counts least. */
export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${reversed(bytes).toString("hex")}`);
}

/** A 32-bit number as 8 hexadecimal digits, most significant first: how Stratum writes version, nbits, ntime and nonce. */
export function toHexU32(value: number): string {
  return value.toString(16).padStart(8, "0");
}
