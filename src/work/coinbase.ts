import { compactSize, push, pushHeight } from "./script.js";

/** An output of a coinbase. */
export interface Output {
  /** Satoshis. */
  readonly value: number | bigint;
  readonly script: Uint8Array;
}

/** The parts of a coinbase. */
export interface CoinbaseOptions {
  readonly height: number;
  /** Bytes that the daemon requires in the script (`coinbaseaux`). */
  readonly aux?: Uint8Array;
  /** Bytes of extranonce1 and extranonce2 together. */
  readonly extranonceSize: number;
  /**
   * Makes the coinbase unique among those of the same height and outputs: an integer below 2^32, 5 bytes of
   * the script. Default: none.
   */
  readonly serial?: number;
  /** Text in the script that names the pool. Default: empty. */
  readonly tag?: Uint8Array;
  readonly outputs: readonly Output[];
}

/** A coinbase without witness: the two halves before and after the extranonce. */
export interface Coinbase {
  readonly coinb1: Buffer;
  readonly coinb2: Buffer;
}

const version = Buffer.from("02000000", "hex");
const nothingSpent = Buffer.from(`01${"00".repeat(32)}ffffffff`, "hex");
const sequence = Buffer.from("ffffffff", "hex");
const lockTime = Buffer.alloc(4);

/** Bytes of a coinbase's script that consensus allows. */
const maxScript = 100;

/**
 * Builds the block's first transaction. Its script holds the height (BIP34), the daemon's bytes, the serial
 * number, the extranonce and the tag.
 *
 * @throws RangeError if the script exceeds 100 bytes.
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
      `the coinbase script is too long: ${size} bytes of at most ${maxScript}; shorten the tag`,
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

/** Adds to a coinbase the witness that a block with a witness commitment requires (BIP141): 32 zero bytes. */
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
