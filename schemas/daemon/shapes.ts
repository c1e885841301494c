import { Type } from "../../codegen/schema/index.js";

/** The shapes that daemon calls share. */

export const Hash = Type.String({
  $id: "Hash",
  pattern: "^[0-9a-f]{64}$",
  description: "A 32-byte hash in display order: the bytes reversed, as people write it.",
});

export const Bytes = Type.String({
  $id: "Bytes",
  pattern: "^([0-9a-f]{2})*$",
  description: "Bytes as lowercase hexadecimal digits.",
});

export const CompactTarget = Type.String({
  $id: "CompactTarget",
  pattern: "^[0-9a-f]{8}$",
  description:
    "A block's target in compact form, as in the header: 8 hexadecimal digits, most significant first.",
});

export const Target = Type.String({
  $id: "Target",
  pattern: "^[0-9a-f]{64}$",
  description: "A target as 64 hexadecimal digits, most significant first.",
});

export const Amount = Type.Unsafe<string>({
  $id: "Amount",
  type: ["number", "string"],
  "x-exact": true,
  description:
    "Coins as an exact decimal, `0.30000000`. A number on the wire, text here: doubles lose digits.",
});

export const Satoshis = Type.Integer({
  $id: "Satoshis",
  minimum: -9007199254740991,
  maximum: 9007199254740991,
  description: "An amount in the coin's smallest unit, 1/100,000,000 of a coin.",
});

export const UnixTime = Type.Integer({
  $id: "UnixTime",
  minimum: 0,
  maximum: 9007199254740991,
  description: "Seconds since 1970-01-01 UTC.",
});

export const Height = Type.Integer({
  $id: "Height",
  minimum: 0,
  maximum: 4294967295,
  description: "A block's height; the genesis block has 0.",
});

export const Warnings = Type.Unsafe<string | string[]>({
  $id: "Warnings",
  anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
  description: "What the node warns of. One text until Bitcoin Core 27, a list since 28.",
});
