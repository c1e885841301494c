import { compactSize, doubleSha256, reversed } from "../work/index.js";
import { ByteReader, MalformedBytes } from "./byte-reader.js";

/** An input of a transaction. */
export interface Input {
  /** The spent transaction's id in display order. */
  readonly txid: string;
  readonly vout: number;
  readonly script: Buffer;
  readonly sequence: number;
  readonly witness: readonly Buffer[];
}

/** An output of a transaction. */
export interface Output {
  /** Satoshis. */
  readonly value: bigint;
  readonly script: Buffer;
}

/** A transaction as it was read from its bytes. */
export interface Transaction {
  readonly version: number;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  readonly lockTime: number;
  /** Display order; without the witness. */
  readonly txid: string;
  /** Display order; with the witness. */
  readonly wtxid: string;
  /** As on the wire, with the witness. */
  readonly bytes: Buffer;
  /** Weight units (BIP141). */
  readonly weight: number;
}

/** The parts of a transaction. */
export type TransactionParts = Pick<Transaction, "version" | "inputs" | "outputs" | "lockTime">;

/** The outpoint that a coinbase spends. */
export const nothing = { txid: "00".repeat(32), vout: 0xffffffff };

/** Whether a transaction is a coinbase. */
export function isCoinbase({ inputs }: Pick<Transaction, "inputs">): boolean {
  const [first, ...others] = inputs;
  return first?.txid === nothing.txid && first.vout === nothing.vout && others.length === 0;
}

/** A transaction's size in virtual bytes, by which fees are calculated (BIP141). */
export function virtualSize({ weight }: Pick<Transaction, "weight">): number {
  return Math.ceil(weight / 4);
}

/** Reads a single transaction. @throws MalformedBytes, also for trailing bytes. */
export function decodeTransaction(bytes: Buffer): Transaction {
  const reader = new ByteReader(bytes);
  const transaction = readTransaction(reader);
  if (reader.position < bytes.length) throw new MalformedBytes("trailing bytes after the transaction");
  return transaction;
}

/** @throws MalformedBytes. */
export function readTransaction(reader: ByteReader): Transaction {
  const version = reader.uint32();
  const hasWitness = reader.peek() === 0;
  if (hasWitness && reader.take(2)[1] !== 1) throw new MalformedBytes("unknown transaction format");
  const inputs = reader.list(() => ({
    txid: reversed(reader.take(32)).toString("hex"),
    vout: reader.uint32(),
    script: reader.sized(),
    sequence: reader.uint32(),
  }));
  const outputs = reader.list(() => ({ value: reader.uint64(), script: reader.sized() }));
  const witnesses = hasWitness ? inputs.map(() => reader.list(() => reader.sized())) : [];
  if (hasWitness && witnesses.every(({ length }) => length === 0))
    throw new MalformedBytes("witness without items");
  const lockTime = reader.uint32();
  return makeTransaction({
    version,
    inputs: inputs.map((input, index) => ({ ...input, witness: witnesses[index] ?? [] })),
    outputs,
    lockTime,
  });
}

/** Builds a transaction with its ids, bytes and weight. */
export function makeTransaction(parts: TransactionParts): Transaction {
  const base = serialise(parts, false);
  const bytes = parts.inputs.some(({ witness }) => witness.length > 0) ? serialise(parts, true) : base;
  return {
    ...parts,
    txid: reversed(doubleSha256(base)).toString("hex"),
    wtxid: reversed(doubleSha256(bytes)).toString("hex"),
    bytes,
    weight: 3 * base.length + bytes.length,
  };
}

function serialise({ version, inputs, outputs, lockTime }: TransactionParts, withWitness: boolean): Buffer {
  return Buffer.concat([
    uint32(version),
    ...(withWitness ? [Buffer.from([0, 1])] : []),
    compactSize(inputs.length),
    ...inputs.flatMap(({ txid, vout, script, sequence }) => [
      reversed(Buffer.from(txid, "hex")),
      uint32(vout),
      sized(script),
      uint32(sequence),
    ]),
    compactSize(outputs.length),
    ...outputs.flatMap(({ value, script }) => [uint64(value), sized(script)]),
    ...(withWitness
      ? inputs.map(({ witness }) => Buffer.concat([compactSize(witness.length), ...witness.map(sized)]))
      : []),
    uint32(lockTime),
  ]);
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([compactSize(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
