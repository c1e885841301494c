/** Writes a count of bytes or items (Bitcoin's CompactSize): 1, 3 or 5 bytes, little-endian. */
export function compactSize(value: number): Buffer {
  if (value < 0xfd) return Buffer.from([value]);
  const bytes = Buffer.alloc(value <= 0xffff ? 3 : 5);
  bytes[0] = value <= 0xffff ? 0xfd : 0xfe;
  if (value <= 0xffff) bytes.writeUInt16LE(value, 1);
  else bytes.writeUInt32LE(value, 1);
  return bytes;
}

/**
 * Pushes up to 75 bytes onto the script's stack.
 *
 * @throws RangeError for more.
 */
export function push(data: Uint8Array): Buffer {
  if (data.length > 75)
    throw new RangeError(`can't push ${data.length} bytes in a coinbase script: expected at most 75`);
  return Buffer.concat([Buffer.from([data.length]), data]);
}

/** The height that a coinbase's script must begin with (BIP34): the shortest push of the number. */
export function pushHeight(height: number): Buffer {
  if (height === 0) return Buffer.from([0]);
  if (height <= 16) return Buffer.from([0x50 + height]);
  const bytes: number[] = [];
  for (let rest = height; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  if ((bytes.at(-1) ?? 0) >= 0x80) bytes.push(0);
  return push(Buffer.from(bytes));
}
