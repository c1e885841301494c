import type { ConfigureAnswer, MiningConfigureParams } from "../../generated/stratum/index.js";

/** The version bits that BIP320 reserves for miners. */
export const generalPurposeBits = 0x1fffe000;

/** What the pool grants to miners. */
export interface Grants {
  /** Version bits that may be rolled; 0 for none. */
  readonly versionMask: number;
  /** Whether mining.set_extranonce will be used. */
  readonly extranonce: boolean;
}

/** The negotiated extensions, with the answer to `mining.configure`. */
export interface Negotiated {
  readonly answer: ConfigureAnswer;
  /** The bits that the session may roll. Undefined when it did not request any. */
  readonly versionMask?: number;
  readonly extranonce?: boolean;
  /** The lowest difficulty that the miner accepts. */
  readonly minimumDifficulty?: number;
}

/**
 * Negotiates extensions (BIP310). Only requested extensions are answered, because some firmwares reconnect
 * forever when they get more. The granted mask has the bits that both sides allow.
 */
export function negotiate(
  { extensions, parameters = {} }: MiningConfigureParams,
  grants: Grants,
): Negotiated {
  const asked = new Set(extensions);
  const mask = Number.parseInt(parameters["version-rolling.mask"] ?? "ffffffff", 16);
  const versionMask = asked.has("version-rolling") ? (mask & grants.versionMask) >>> 0 : undefined;
  const minimumDifficulty = asked.has("minimum-difficulty")
    ? parameters["minimum-difficulty.value"]
    : undefined;
  return {
    answer: {
      ...(versionMask !== undefined && rolling(versionMask)),
      ...(asked.has("minimum-difficulty") && { "minimum-difficulty": minimumDifficulty !== undefined }),
      ...(asked.has("subscribe-extranonce") && { "subscribe-extranonce": grants.extranonce }),
      ...(asked.has("info") && { info: true }),
    },
    ...(versionMask !== undefined && { versionMask }),
    ...(asked.has("subscribe-extranonce") && { extranonce: grants.extranonce }),
    ...(minimumDifficulty !== undefined && { minimumDifficulty }),
  };
}

function rolling(mask: number): ConfigureAnswer {
  if (mask === 0) return { "version-rolling": false };
  return { "version-rolling": true, "version-rolling.mask": mask.toString(16).padStart(8, "0") };
}
