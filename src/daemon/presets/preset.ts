import type { Algorithm } from "../../work/index.js";

/** What differs between the daemons of coins. */
export interface CoinPreset {
  /** Display name: `Bitcoin`. */
  readonly title: string;
  /** The proof of work of its blocks; undefined when `stratum/work` does not support it. */
  readonly algorithm?: Algorithm;
  /** The rules that `getblocktemplate` requires. */
  readonly rules: readonly string[];
  /** The daemon's program: names to look up in PATH, or paths. The first that exists is run. */
  readonly programs: readonly [string, ...string[]];
  /** The name of its data directory, such as `.litecoin` on Linux and `Litecoin` elsewhere. */
  readonly directory: { readonly linux: string; readonly others: string };
  /** Its chains. */
  readonly networks: Readonly<Partial<Record<NetworkName, NetworkPreset>>>;
}

/** A coin whose proof of work `stratum/work` supports. */
export type MinedCoin = CoinPreset & Required<Pick<CoinPreset, "algorithm">>;

/** A chain of a coin, by the name that most daemons use. */
export type NetworkName = "main" | "test" | "testnet4" | "signet" | "chipnet" | "scalenet" | "regtest";

/** What differs between the chains of a coin. */
export interface NetworkPreset {
  readonly rpcPort: number;
  /** The P2P port. */
  readonly port: number;
  /** Relative to the data directory; empty for the data directory itself. */
  readonly directory: string;
  /** The argument that selects it: `-regtest`. */
  readonly argument?: string;
}
