import { randomBytes } from "node:crypto";
import { bech32, bech32m } from "@scure/base";
import { refusal } from "./refusal.js";

/** The first letters of a segwit address on Bitcoin's regtest. */
const prefix = "bcrt";

/** What an address pays to. */
export interface Payee {
  readonly script: Buffer;
  /** Of the witness program. */
  readonly version: number;
  readonly program: Buffer;
}

/** What an address of the development chain pays to; undefined where it is none. */
export function scriptOfAddress(address: string): Payee | undefined {
  const decoded = bech32.decodeUnsafe(address) ?? bech32m.decodeUnsafe(address);
  const [version, ...words] = decoded?.words ?? [];
  if (version === undefined || decoded?.prefix !== prefix) return undefined;
  const program = bech32.fromWordsUnsafe(words);
  const usesRightChecksum = (version === 0 ? bech32 : bech32m).decodeUnsafe(address) !== undefined;
  if (!program || !usesRightChecksum || !isProgram(version, program.length)) return undefined;
  const opcode = version === 0 ? 0 : 0x50 + version;
  return {
    script: Buffer.from([opcode, program.length, ...program]),
    version,
    program: Buffer.from(program),
  };
}

/** @throws RpcError -5 where it is no address. */
export function payeeOf(address: string): Payee {
  const payee = scriptOfAddress(address);
  if (!payee) throw refusal(-5, `Invalid address: ${address}`);
  return payee;
}

/** The address of a script that pays to a witness program; undefined for others. */
export function addressOfScript(script: Uint8Array): string | undefined {
  const [opcode = 0, size, ...program] = script;
  const version = opcode === 0 ? 0 : opcode - 0x50;
  if (size !== program.length || !isProgram(version, size)) return undefined;
  return (version === 0 ? bech32 : bech32m).encode(prefix, [
    version,
    ...bech32.toWords(Uint8Array.from(program)),
  ]);
}

/** A new address: of nobody's key, since nobody checks signatures here. */
export function randomAddress(): string {
  return bech32.encode(prefix, [0, ...bech32.toWords(randomBytes(20))]);
}

/** Whether there are witness programs of this version and size (BIP141, BIP350). */
function isProgram(version: number, size: number): boolean {
  if (version === 0) return size === 20 || size === 32;
  return version >= 1 && version <= 16 && size >= 2 && size <= 40;
}
