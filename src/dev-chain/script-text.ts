/** Opcodes of standard scripts, besides pushes and small numbers. */
const opcodes: Readonly<Record<number, string>> = {
  106: "OP_RETURN",
  118: "OP_DUP",
  135: "OP_EQUAL",
  136: "OP_EQUALVERIFY",
  169: "OP_HASH160",
  172: "OP_CHECKSIG",
  174: "OP_CHECKMULTISIG",
};

/** Disassembles a script as daemons do. */
export function disassemble(script: Buffer): string {
  const words: string[] = [];
  for (let at = 0; at < script.length; ) {
    const opcode = script[at++] ?? 0;
    const size = opcode <= 75 ? opcode : opcode === 0x4c ? (script[at++] ?? 0) : 0;
    if (at + size > script.length) return [...words, "[error]"].join(" ");
    if (size > 0) words.push(script.subarray(at, at + size).toString("hex"));
    else if (opcode === 0) words.push("0");
    else if (opcode > 0x50 && opcode <= 0x60) words.push(String(opcode - 0x50));
    else words.push(opcodes[opcode] ?? "OP_UNKNOWN");
    at += size;
  }
  return words.join(" ");
}

/** Standard scripts in hexadecimal digits, and the daemons' names of their types. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/^0014.{40}$/, "witness_v0_keyhash"],
  [/^0020.{64}$/, "witness_v0_scripthash"],
  [/^5120.{64}$/, "witness_v1_taproot"],
  [/^(5[1-9a-f]|60)([0-9a-f]{2}){3,41}$/, "witness_unknown"],
  [/^76a914.{40}88ac$/, "pubkeyhash"],
  [/^a914.{40}87$/, "scripthash"],
  [/^(41.{130}|21.{66})ac$/, "pubkey"],
  [/^6a/, "nulldata"],
];

/** The daemons' name of a script's type. */
export function kindOfScript(script: Buffer): string {
  const digits = script.toString("hex");
  return patterns.find(([pattern]) => pattern.test(digits))?.[1] ?? "nonstandard";
}
