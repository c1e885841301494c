import fc from "fast-check";
import { expect, it } from "vitest";
import { addressOfScript, payeeOf, randomAddress, scriptOfAddress } from "../../src/dev-chain/address.js";

it.each([
  ["bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202", 0, `0014${"00".repeat(20)}`],
  ["bcrt1qdndgr4qnye9340wtllls55tyrgpsd2gkzapxkj", 0, "00146cda81d413264b1abdcbffff0a51641a0306a916"],
])("reads %s", (address, version, script) => {
  expect(scriptOfAddress(address)).toMatchObject({
    witness: { version },
    script: Buffer.from(script, "hex"),
  });
  expect(addressOfScript(Buffer.from(script, "hex"))).toBe(address);
});

it.each([
  [
    "a key's hash",
    "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
    "76a914243f1394f44554f4ce3fd68649c19adc483ce92488ac",
    false,
  ],
  [
    "a script's hash",
    "2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc",
    "a9144e9f39ca4688ff102128ea4ccda34105324305b087",
    true,
  ],
])("reads base58 of %s: %s", (_what, address, script, isScript) => {
  expect(scriptOfAddress(address)).toEqual({ script: Buffer.from(script, "hex"), isScript });
  expect(addressOfScript(Buffer.from(script, "hex"))).toBe(address);
});

it.each([
  ["nothing", ""],
  ["a text", "nowhere"],
  ["one of another chain", "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5"],
  ["one of the main chain", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
  ["base58 of the main chain", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"],
  ["base58 with a typing mistake", "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfm"],
  ["base58 of a private key", "cVt4o7BGAig1UXywgGSmARhxMdzP5qvQsxKkSsc1XEkw3tDTQFpy"],
  ["a text of many letters", "m".repeat(1_000_000)],
  ["one with a typing mistake", "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpdku202"],
  ["letters of two sizes", "bcrt1Qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202"],
])("refuses %s", (_, address) => {
  expect(scriptOfAddress(address)).toBeUndefined();
  expect(() => payeeOf(address)).toThrow(expect.objectContaining({ wireCode: -5 }));
});

it("writes and reads every witness program", () => {
  const version0 = fc.tuple(
    fc.constant(0),
    fc.constantFrom(20, 32).chain((size) => bytes(size, size)),
  );
  const later = fc.tuple(fc.integer({ min: 1, max: 16 }), bytes(2, 40));
  fc.assert(
    fc.property(fc.oneof(version0, later), ([version, program]) => {
      const opcode = version === 0 ? 0 : 0x50 + version;
      const script = Buffer.from([opcode, program.length, ...program]);
      const address = addressOfScript(script);
      expect(address).toMatch(/^bcrt1/);
      expect(scriptOfAddress(address ?? "")).toEqual({
        script,
        isScript: version === 0 && program.length === 32,
        witness: { version, program: Buffer.from(program) },
      });
    }),
  );
});

it("has no addresses for other scripts", () => {
  for (const script of [
    "",
    "51",
    "6a0200ff",
    `0013${"00".repeat(19)}`,
    `5101ff`,
    `76a913${"00".repeat(19)}88ac`,
    `a914${"00".repeat(20)}88`,
  ])
    expect(addressOfScript(Buffer.from(script, "hex"))).toBeUndefined();
});

it("never gives an address twice", () => {
  const addresses = Array.from({ length: 100 }, randomAddress);
  expect(new Set(addresses).size).toBe(100);
  for (const address of addresses) expect(scriptOfAddress(address)?.witness?.program).toHaveLength(20);
});

function bytes(minLength: number, maxLength: number) {
  return fc.uint8Array({ minLength, maxLength });
}
