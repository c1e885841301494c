import {
  doubleSha256,
  headerSize,
  merkleBranch,
  merkleRoot,
  reversed,
  targetOfBits,
  toNumber,
} from "../work/index.js";
import { ByteReader } from "./byte-reader.js";
import { readTransaction, type Transaction } from "./transaction.js";

/** A block as it was read from its bytes. */
export interface Block {
  /** Display order. */
  readonly hash: string;
  readonly version: number;
  /** Display order. */
  readonly previousHash: string;
  /** Internal order. */
  readonly merkleRoot: Buffer;
  readonly time: number;
  readonly bits: number;
  readonly nonce: number;
  readonly transactions: readonly Transaction[];
  readonly bytes: Buffer;
}

/** Reads a block. Ignores trailing bytes, as daemons do. @throws MalformedBytes. */
export function readBlock(bytes: Buffer): Block {
  const reader = new ByteReader(bytes);
  const header = reader.take(headerSize);
  const transactions = reader.list(() => readTransaction(reader));
  return {
    hash: reversed(doubleSha256(header)).toString("hex"),
    version: header.readUInt32LE(0),
    previousHash: reversed(header.subarray(4, 36)).toString("hex"),
    merkleRoot: header.subarray(36, 68),
    time: header.readUInt32LE(68),
    bits: header.readUInt32LE(72),
    nonce: header.readUInt32LE(76),
    transactions,
    bytes: reader.since(0),
  };
}

/** A block's weight in weight units (BIP141). */
export function weightOf({ bytes, transactions }: Pick<Block, "bytes" | "transactions">): number {
  const inTransactions = transactions.reduce((sum, transaction) => sum + transaction.bytes.length, 0);
  return transactions.reduce((sum, { weight }) => sum + weight, 4 * (bytes.length - inTransactions));
}

/** Whether the block's hash meets the target of its own bits. */
export function hasWork({ hash, bits }: Block): boolean {
  return toNumber(reversed(Buffer.from(hash, "hex"))) <= targetOfBits(bits);
}

/** The merkle root, in internal order, of ids in display order; the first is the coinbase's. */
export function rootOf([first = "", ...others]: readonly string[]): Buffer {
  return merkleRoot(internal(first), merkleBranch(others.map(internal)));
}

function internal(id: string): Buffer {
  return reversed(Buffer.from(id, "hex"));
}
