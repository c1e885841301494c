import type { NetworkName } from "../src/daemon/presets/preset.js";
import type { CoinName } from "../src/daemon/presets/presets.js";
import type { DaemonLocation } from "../src/daemon/process/settings.js";
import { Flags } from "./packages/oclif.js";

/** Repeats the presets' names, so that help does not load the presets; a test compares them. */
export const coinNames = [
  "bitcoin",
  "litecoin",
  "dogecoin",
  "peercoin",
  "primecoin",
  "namecoin",
  "digibyte",
  "vertcoin",
  "bitcoincash",
] as const satisfies readonly CoinName[];

export const networkNames = [
  "main",
  "test",
  "testnet4",
  "signet",
  "chipnet",
  "scalenet",
  "regtest",
] as const satisfies readonly NetworkName[];

/** Flags that select a daemon. */
export const locationFlags = {
  preset: Flags.option({ options: coinNames })({ required: true, description: "the coin" }),
  network: Flags.option({ options: networkNames })({ default: "main", description: "the chain" }),
  datadir: Flags.string({ description: "the data directory; default: the coin's" }),
  "rpc-host": Flags.string({ default: "127.0.0.1", description: "the daemon's RPC host" }),
  "rpc-port": Flags.integer({
    min: 1,
    max: 65535,
    description: "the daemon's RPC port; default: the network's",
  }),
  "rpc-user": Flags.string({ description: "the RPC user; default: the daemon's cookie file is used" }),
  "rpc-password": Flags.string({
    env: "STRATUM_RPC_PASSWORD",
    description: "the RPC user's password; ps shows arguments",
  }),
};

/** Values of `locationFlags`. */
interface LocationFlags {
  readonly preset: CoinName;
  readonly network: NetworkName;
  readonly datadir: string | undefined;
  readonly "rpc-host": string;
  readonly "rpc-port": number | undefined;
  readonly "rpc-user": string | undefined;
  readonly "rpc-password": string | undefined;
}

/** Converts the flags to the library's options. */
export function locationOf(flags: LocationFlags): DaemonLocation {
  const { preset, network, datadir, "rpc-host": host, "rpc-port": port } = flags;
  const { "rpc-user": user, "rpc-password": password } = flags;
  return {
    preset,
    network,
    ...(datadir !== undefined && { datadir }),
    rpc: {
      host,
      ...(port !== undefined && { port }),
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
    },
  };
}
