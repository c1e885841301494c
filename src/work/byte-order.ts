/** Reverses bytes: converts between internal order, as hashes are computed, and display order. */
export function reversed(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes).reverse();
}

/** Reverses the bytes of each 4-byte word: converts the previous hash between the header's form and `mining.notify`'s. */
export function swapWords(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes).swap32();
}

/** Reads bytes in internal order as a number: the first byte is the least significant. */
export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${reversed(bytes).toString("hex")}`);
}

/** Writes a 32-bit number as 8 hexadecimal digits, most significant first, as Stratum does for version, nbits, ntime and nonce. */
export function toHexU32(value: number): string {
  return value.toString(16).padStart(8, "0");
}
