import { join, resolve } from "node:path";
import { RpcError } from "../../rpc/index.js";
import { formatAddress } from "../../transport/address.js";
import { defaultDatadir } from "../presets/directories.js";
import type { CoinPreset, NetworkName, NetworkPreset } from "../presets/preset.js";
import { type CoinName, presets } from "../presets/presets.js";

/** Which daemon it is, and where: enough to call one that runs already. */
export interface DaemonLocation {
  /** A coin that is known by name, or what is to be known of another. */
  readonly preset: CoinName | CoinPreset;
  /** Default: `main`. */
  readonly network?: NetworkName;
  /** Default: where the coin's daemon keeps its data. It is made where it does not exist. */
  readonly datadir?: string;
  /**
   * Where the daemon is called, and by whom. Without a user the cookie file is used, that the daemon
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

/** A place with nothing left open. */
export interface DaemonSettings {
  readonly coin: CoinPreset;
  readonly network: NetworkPreset;
  readonly datadir: string;
  /** Where the network's cookie, log and chain are. */
  readonly netDirectory: string;
  readonly rpcHost: string;
  readonly rpcPort: number;
  /** Of the RPC port, with user and password where there are any. */
  readonly url: string;
  /** Undefined where there is a user. */
  readonly cookieFile: string | undefined;
}

/** @throws RpcError `INVALID_OPTION` for a coin that is not known, or a network that it does not have. */
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
      `${preset} is no preset: ${Object.keys(presets).join(", ")} are; another coin is given as an object`,
    );
  const network = coin.networks[name];
  if (!network)
    throw new RpcError(
      "INVALID_OPTION",
      `${coin.title} has no network ${name}: it has ${Object.keys(coin.networks).join(", ")}`,
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
