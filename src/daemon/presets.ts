import { type Algorithm, scrypt, sha256d } from "../work/index.js";

/** What differs between the daemons of coins. Adding a coin is adding a row. */
export interface CoinPreset {
  /** For people: `Bitcoin`. */
  readonly title: string;
  readonly algorithm: Algorithm;
  /** What `getblocktemplate` must be asked with. */
  readonly rules: readonly string[];
}

/** The coins that are known by name. */
export const presets = {
  bitcoin: { title: "Bitcoin", algorithm: sha256d, rules: ["segwit"] },
  litecoin: { title: "Litecoin", algorithm: scrypt, rules: ["segwit", "mweb"] },
  dogecoin: { title: "Dogecoin", algorithm: scrypt, rules: [] },
} as const satisfies Record<string, CoinPreset>;

/** A coin that is known by name. */
export type CoinName = keyof typeof presets;
