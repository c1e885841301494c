// The types that Stratum methods share. Import them in your own schemas.
import { Type } from "../../codegen/schema/index.js";

/** A worker: up to 256 characters. */
export const WorkerName = Type.String({
  $id: "WorkerName",
  maxLength: 256,
  description: "A worker: a payout address or an account, often followed by a dot and the rig's name.",
});

/** The id of a job: 1 to 128 characters, opaque to the miner. */
export const JobId = Type.String({
  $id: "JobId",
  minLength: 1,
  maxLength: 128,
  description: "The pool's id of a job. Opaque to the miner.",
});

/** Bytes as hexadecimal digits, two per byte. */
export const Hex = Type.String({
  $id: "Hex",
  pattern: "^([0-9a-fA-F]{2})*$",
  description: "Bytes as hexadecimal digits, two per byte.",
});

/** A 32-bit number as 8 hexadecimal digits, big-endian: `ntime`, `nonce`, `nbits`. */
export const HexU32 = Type.String({
  $id: "HexU32",
  pattern: "^[0-9a-fA-F]{8}$",
  description: "A 32-bit number as 8 hexadecimal digits, most significant first.",
});

/** 32 bytes as 64 hexadecimal digits. */
export const Hex256 = Type.String({
  $id: "Hex256",
  pattern: "^[0-9a-fA-F]{64}$",
  description: "32 bytes as 64 hexadecimal digits.",
});

/** A share difficulty above 0; 1 is the target 0xffff·2^208 for sha256d. */
export const Difficulty = Type.Number({
  $id: "Difficulty",
  exclusiveMinimum: 0,
  description:
    "A share difficulty: 1 is the target 0xffff·2^208 for sha256d, 65536 times that target for scrypt.",
});

/** Bytes of extranonce2: 0 to 100. */
export const ExtranonceSize = Type.Integer({
  $id: "ExtranonceSize",
  minimum: 0,
  maximum: 100,
  description: "Bytes of extranonce2, which the miner chooses.",
});
