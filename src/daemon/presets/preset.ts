import type { Algorithm } from "../../work/index.js";

/** What differs between the daemons of coins. */
export interface CoinPreset {
  /** For people: `Bitcoin`. */
  readonly title: string;
  /** What its blocks are mined with; undefined where `stratum/work` has no such algorithm. */
  readonly algorithm?: Algorithm;
  /** What `getblocktemplate` must be asked with. */
  readonly rules: readonly string[];
  /** The daemon's program: names to be found in PATH, or paths; the first that exists is run. */
  readonly programs: readonly [string, ...string[]];
  /** The name of its data directory: `.litecoin` on Linux, `Litecoin` elsewhere. */
  readonly directory: { readonly linux: string; readonly others: string };
  /** Its chains. The first one is the default. */
  readonly networks: Readonly<Partial<Record<NetworkName, NetworkPreset>>>;
}

/** A coin whose work `stratum/work` can check. */
export type MinedCoin = CoinPreset & Required<Pick<CoinPreset, "algorithm">>;

/** A chain of a coin, under the name that most daemons have for it. */
export type NetworkName = "main" | "test" | "testnet4" | "signet" | "chipnet" | "scalenet" | "regtest";

/** What differs between the chains of a coin. */
export interface NetworkPreset {
  readonly rpcPort: number;
  /** For peers. */
  readonly port: number;
  /** Under the data directory; empty where it is that one itself. */
  readonly directory: string;
  /** The argument that chooses it: `-regtest`. */
  readonly argument?: string;
}
