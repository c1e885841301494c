import { compactSize, push, pushHeight } from "./script.js";

/** What a block's first transaction pays, and to which script. */
export interface Output {
  /** Satoshis. */
  readonly value: number | bigint;
  readonly script: Uint8Array;
}

/** What a coinbase is made from. */
export interface CoinbaseOptions {
  readonly height: number;
  /** Bytes that the daemon wants in the script (`coinbaseaux`). */
  readonly aux?: Uint8Array;
  /** Bytes of extranonce1 and extranonce2 together. */
  readonly extranonceSize: number;
  /**
   * Makes the coinbase unlike others of the same height and outputs: a whole number below 2^32, as 5 bytes of
   * the script. Default: none.
   */
  readonly serial?: number;
  /** Signs the block: the pool's name. */
  readonly tag?: Uint8Array;
  readonly outputs: readonly Output[];
}

/** A coinbase without witness, as two halves with the extranonce between them. */
export interface Coinbase {
  readonly coinb1: Buffer;
  readonly coinb2: Buffer;
}

const version = Buffer.from("02000000", "hex");
const nothingSpent = Buffer.from(`01${"00".repeat(32)}ffffffff`, "hex");
const sequence = Buffer.from("ffffffff", "hex");
const lockTime = Buffer.alloc(4);

/** The most bytes that consensus allows in a coinbase's script. */
const maxScript = 100;

/**
 * The block's first transaction. Its script holds the height (BIP34), what the daemon wants, the serial
 * number, the extranonce and the tag.
 *
 * @throws RangeError where the script would be longer than 100 bytes.
 */
export function buildCoinbase({
  height,
  aux = new Uint8Array(),
  extranonceSize,
  serial,
  tag = new Uint8Array(),
  outputs,
}: CoinbaseOptions): Coinbase {
  const before = Buffer.concat([
    pushHeight(height),
    aux,
    serial === undefined ? Buffer.alloc(0) : push(writeSerial(serial)),
    Buffer.from([extranonceSize]),
  ]);
  const after = tag.length > 0 ? push(tag) : Buffer.alloc(0);
  const size = before.length + extranonceSize + after.length;
  if (size > maxScript)
    throw new RangeError(
      `the coinbase's script has ${size} bytes, ${maxScript} are allowed: shorten the tag`,
    );
  return {
    coinb1: Buffer.concat([version, nothingSpent, compactSize(size), before]),
    coinb2: Buffer.concat([
      after,
      sequence,
      compactSize(outputs.length),
      ...outputs.map(writeOutput),
      lockTime,
    ]),
  };
}

/** The coinbase as it goes into a block that commits to witnesses (BIP141): with the one witness it must have, 32 zeros. */
export function withWitness(coinbase: Uint8Array): Buffer {
  const marker = Buffer.from([0, 1]);
  const witness = Buffer.from(`0120${"00".repeat(32)}`, "hex");
  const end = coinbase.length - lockTime.length;
  return Buffer.concat([
    coinbase.subarray(0, 4),
    marker,
    coinbase.subarray(4, end),
    witness,
    coinbase.subarray(end),
  ]);
}

function writeSerial(serial: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(serial);
  return bytes;
}

function writeOutput({ value, script }: Output): Buffer {
  const amount = Buffer.alloc(8);
  amount.writeBigUInt64LE(BigInt(value));
  return Buffer.concat([amount, compactSize(script.length), script]);
}
