import { createHash, randomBytes } from "node:crypto";
import { bech32, bech32m, createBase58check } from "@scure/base";
import { refusal } from "./refusal.js";

/** The prefix of segwit addresses on Bitcoin's regtest. */
const prefix = "bcrt";

/** The scripts of base58 addresses on Bitcoin's test chains, by their first byte: bytes before and after a 20-byte hash. */
const base58Scripts = [
  { version: 0x6f, isScript: false, before: Buffer.from("76a914", "hex"), after: Buffer.from("88ac", "hex") },
  { version: 0xc4, isScript: true, before: Buffer.from("a914", "hex"), after: Buffer.from("87", "hex") },
] as const;

const hashSize = 20;

/** Decoding base58 takes quadratic time. */
const longestBase58 = 40;

const base58check = createBase58check((data: Uint8Array) => createHash("sha256").update(data).digest());

/** The destination of an address. */
export interface Payee {
  readonly script: Buffer;
  /** Whether it pays to the hash of a script rather than of a key. */
  readonly isScript: boolean;
  /** Undefined for base58 addresses. */
  readonly witness?: { readonly version: number; readonly program: Buffer };
}

/** The destination of an address of the development chain; undefined when the address is invalid. */
export function scriptOfAddress(address: string): Payee | undefined {
  return segwitPayee(address) ?? base58Payee(address);
}

function segwitPayee(address: string): Payee | undefined {
  const decoded = bech32.decodeUnsafe(address) ?? bech32m.decodeUnsafe(address);
  const [version, ...words] = decoded?.words ?? [];
  if (version === undefined || decoded?.prefix !== prefix) return undefined;
  const program = bech32.fromWordsUnsafe(words);
  const usesRightChecksum = (version === 0 ? bech32 : bech32m).decodeUnsafe(address) !== undefined;
  if (!program || !usesRightChecksum || !isProgram(version, program.length)) return undefined;
  const opcode = version === 0 ? 0 : 0x50 + version;
  return {
    script: Buffer.from([opcode, program.length, ...program]),
    isScript: version === 0 && program.length === 32,
    witness: { version, program: Buffer.from(program) },
  };
}

function base58Payee(address: string): Payee | undefined {
  const [version, ...hash] = decodeBase58(address);
  const kind = base58Scripts.find((one) => one.version === version);
  if (!kind || hash.length !== hashSize) return undefined;
  return { script: Buffer.concat([kind.before, Buffer.from(hash), kind.after]), isScript: kind.isScript };
}

function decodeBase58(address: string): Uint8Array {
  const nothing = new Uint8Array();
  if (address.length > longestBase58) return nothing;
  try {
    return base58check.decode(address);
  } catch {
    return nothing;
  }
}

/** The members of daemons' results that describe an address's witness program. */
export function witnessFacts({ witness }: Payee) {
  if (!witness) return { iswitness: false };
  return {
    iswitness: true,
    witness_version: witness.version,
    witness_program: witness.program.toString("hex"),
  };
}

/** @throws RpcError -5 for an invalid address. */
export function payeeOf(address: string): Payee {
  const payee = scriptOfAddress(address);
  if (!payee) throw refusal(-5, `Invalid address: ${address}`);
  return payee;
}

/** The address of a script; undefined when it has none. */
export function addressOfScript(script: Uint8Array): string | undefined {
  return base58Address(Buffer.from(script)) ?? segwitAddress(script);
}

function base58Address(script: Buffer): string | undefined {
  const kind = base58Scripts.find(({ before, after }) => {
    const size = before.length + hashSize + after.length;
    return (
      script.length === size &&
      script.subarray(0, before.length).equals(before) &&
      script.subarray(-after.length).equals(after)
    );
  });
  if (!kind) return undefined;
  const hash = script.subarray(kind.before.length, kind.before.length + hashSize);
  return base58check.encode(Buffer.from([kind.version, ...hash]));
}

function segwitAddress(script: Uint8Array): string | undefined {
  const [opcode = 0, size, ...program] = script;
  const version = opcode === 0 ? 0 : opcode - 0x50;
  if (size !== program.length || !isProgram(version, size)) return undefined;
  return (version === 0 ? bech32 : bech32m).encode(prefix, [
    version,
    ...bech32.toWords(Uint8Array.from(program)),
  ]);
}

/** A random address. It belongs to no key, because signatures are not checked. */
export function randomAddress(): string {
  return bech32.encode(prefix, [0, ...bech32.toWords(randomBytes(20))]);
}

/** Whether a witness program of this version and size is valid (BIP141, BIP350). */
function isProgram(version: number, size: number): boolean {
  if (version === 0) return size === 20 || size === 32;
  return version >= 1 && version <= 16 && size >= 2 && size <= 40;
}
