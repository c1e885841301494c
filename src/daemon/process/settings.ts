import { join, resolve } from "node:path";
import { RpcError } from "../../rpc/index.js";
import { formatAddress } from "../../transport/address.js";
import { defaultDatadir } from "../presets/directories.js";
import type { CoinPreset, NetworkName, NetworkPreset } from "../presets/preset.js";
import { type CoinName, presets } from "../presets/presets.js";

/** Which daemon it is, and where: enough to call one that is already running. */
export interface DaemonLocation {
  /** The name of a supported coin, or the preset of another. */
  readonly preset: CoinName | CoinPreset;
  /** Default: `main`. */
  readonly network?: NetworkName;
  /** Default: the coin's own. Created if it does not exist. */
  readonly datadir?: string;
  /**
   * The daemon's RPC address and credentials. Without a user, the cookie file is used that the daemon
   * writes at each start.
   */
  readonly rpc?: {
    /** Default: 127.0.0.1. */
    readonly host?: string;
    /** Default: the network's. */
    readonly port?: number;
    readonly user?: string;
    readonly password?: string;
  };
}

/** A place with all defaults applied. */
export interface DaemonSettings {
  readonly coin: CoinPreset;
  readonly network: NetworkPreset;
  readonly datadir: string;
  /** The directory of the network's cookie, log and chain. */
  readonly netDirectory: string;
  readonly rpcHost: string;
  readonly rpcPort: number;
  /** Of the RPC port, with user and password if there are any. */
  readonly url: string;
  /** Undefined when there is a user. */
  readonly cookieFile: string | undefined;
}

/** @throws RpcError `INVALID_OPTION` for an unknown coin or network. */
export function settingsOf({
  preset,
  network: name = "main",
  datadir,
  rpc = {},
}: DaemonLocation): DaemonSettings {
  const coin: CoinPreset | undefined = typeof preset === "string" ? presets[preset] : preset;
  if (!coin)
    throw new RpcError(
      "INVALID_OPTION",
      `unknown preset "${preset}": expected one of ${Object.keys(presets).join(", ")}, or a CoinPreset object`,
    );
  const network = coin.networks[name];
  if (!network)
    throw new RpcError(
      "INVALID_OPTION",
      `unknown network "${name}" of ${coin.title}: expected one of ${Object.keys(coin.networks).join(", ")}`,
    );
  const { host = "127.0.0.1", port = network.rpcPort, user, password = "" } = rpc;
  const directory = resolve(datadir ?? defaultDatadir(coin));
  const netDirectory = join(directory, network.directory);
  const who = user === undefined ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return {
    coin,
    network,
    datadir: directory,
    netDirectory,
    rpcHost: host,
    rpcPort: port,
    url: `http://${who}${formatAddress({ host, port })}`,
    cookieFile: user === undefined ? join(netDirectory, ".cookie") : undefined,
  };
}
