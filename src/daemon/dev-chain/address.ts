import { randomBytes } from "node:crypto";
import { bech32, bech32m } from "@scure/base";

/** The first letters of a segwit address on Bitcoin's regtest. */
const prefix = "bcrt";

/** The script that an address of the development chain pays to; undefined where it is none. */
export function scriptOfAddress(
  address: string,
): { script: Buffer; version: number; program: Buffer } | undefined {
  const decoded = bech32.decodeUnsafe(address) ?? bech32m.decodeUnsafe(address);
  const [version, ...words] = decoded?.words ?? [];
  const program = version === undefined ? undefined : bech32.fromWordsUnsafe(words);
  if (!decoded || version === undefined || !program || decoded.prefix !== prefix) return undefined;
  const usesRightChecksum = (version === 0 ? bech32 : bech32m).decodeUnsafe(address) !== undefined;
  const rightLength =
    version === 0
      ? program.length === 20 || program.length === 32
      : program.length >= 2 && program.length <= 40;
  if (!usesRightChecksum || !rightLength || version > 16) return undefined;
  const opcode = version === 0 ? 0 : 0x50 + version;
  return {
    script: Buffer.from([opcode, program.length, ...program]),
    version,
    program: Buffer.from(program),
  };
}

/** The address of a script that pays to a witness program of version 0; undefined for others. */
export function addressOfScript(script: Uint8Array): string | undefined {
  const [opcode, size, ...program] = script;
  if (opcode !== 0 || size !== program.length || (size !== 20 && size !== 32)) return undefined;
  return bech32.encode(prefix, [0, ...bech32.toWords(Uint8Array.from(program))]);
}

/** A new address: of nobody's key, since nobody checks signatures here. */
export function randomAddress(): string {
  return bech32.encode(prefix, [0, ...bech32.toWords(randomBytes(20))]);
}
