import type { NetworkName } from "../src/daemon/presets/preset.js";
import type { CoinName } from "../src/daemon/presets/presets.js";
import type { DaemonLocation } from "../src/daemon/process/settings.js";
import { Flags } from "./packages/oclif.js";

/** Written out, because help is shown without loading the presets; a test holds them together. */
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

/** Which daemon a command is about. */
export const locationFlags = {
  preset: Flags.option({ options: coinNames })({ required: true, description: "whose daemon" }),
  network: Flags.option({ options: networkNames })({ default: "main", description: "which chain" }),
  datadir: Flags.string({ description: "where its data is, if not where the coin has it" }),
  "rpc-host": Flags.string({ default: "127.0.0.1", description: "where it is called" }),
  "rpc-port": Flags.integer({ min: 1, max: 65535, description: "the port, if not the network's" }),
  "rpc-user": Flags.string({ description: "a user's name; without one the daemon's cookie file is used" }),
  "rpc-password": Flags.string({
    env: "STRATUM_RPC_PASSWORD",
    description: "the user's password; arguments show in ps",
  }),
};

/** What those flags say. */
interface LocationFlags {
  readonly preset: CoinName;
  readonly network: NetworkName;
  readonly datadir: string | undefined;
  readonly "rpc-host": string;
  readonly "rpc-port": number | undefined;
  readonly "rpc-user": string | undefined;
  readonly "rpc-password": string | undefined;
}

/** The flags as the library has them. */
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
