import { RpcError } from "../../rpc/index.js";
import type { NetworkPreset } from "../presets/preset.js";
import { rpcAuth } from "../rpc-auth.js";
import { type NotifyCommandOptions, notifyCommand } from "./notify-command.js";
import type { DaemonLocation, DaemonSettings } from "./settings.js";

/** What a daemon tells, and whom. */
export interface DaemonNotifyOptions extends Omit<NotifyCommandOptions, "type" | "passwordFile"> {
  /** What it tells of. Default: all three. */
  readonly types?: readonly NotifyCommandOptions["type"][];
  /** The RPC port's password. The daemon hands it on in its environment, not on a command line. */
  readonly password: string;
}

/** What goes on a daemon's command line besides its place. */
export interface CommandLineOptions extends Pick<DaemonLocation, "rpc"> {
  /** The port for peers; false for none. Default: the network's. */
  readonly port?: number | false;
  readonly notify?: DaemonNotifyOptions;
  /** More arguments, behind all others: `["-txindex", "-rpcthreads=32"]`. */
  readonly args?: readonly string[];
}

/** Arguments that the library must know, too: they have options of their own. */
const owned: Readonly<Record<string, string>> = {
  datadir: "datadir",
  rpcport: "rpc.port",
  rpcbind: "rpc.host",
  rpcuser: "rpc.user",
  rpcpassword: "rpc.password",
  rpccookiefile: "rpc.user",
  testnet: "network",
  testnet4: "network",
  signet: "network",
  regtest: "network",
  chain: "network",
  daemon: "none: the process is watched",
  daemonwait: "none: the process is watched",
};

/**
 * A daemon's whole command line, so that no .conf file is needed, or read. A password is never on it:
 * everybody can see it with `ps`.
 *
 * @throws RpcError `INVALID_OPTION` for an argument that has an option of its own.
 */
export function commandLine(
  { network, coin, datadir, rpcHost, rpcPort }: DaemonSettings,
  { rpc = {}, port, notify, args = [] }: CommandLineOptions,
): string[] {
  for (const arg of args) refuseOwned(arg);
  const { user, password = "" } = rpc;
  return [
    ...(network.argument === undefined ? [] : [network.argument]),
    "-noconf",
    `-datadir=${datadir}`,
    "-server",
    "-printtoconsole=0",
    // Without these a port that is taken on IPv4 alone goes unnoticed, and calls reach another program.
    `-rpcbind=${rpcHost}`,
    `-rpcallowip=${rpcHost}`,
    `-rpcport=${rpcPort}`,
    // Each call that waits for a block holds a thread; some daemons have only four.
    "-rpcthreads=16",
    "-rpcworkqueue=64",
    ...(user === undefined ? [] : [`-rpcauth=${rpcAuth(user, password)}`]),
    ...peerArguments(network, port),
    ...(notify ? notifyArguments(notify, coin.title.toLowerCase()) : []),
    ...args,
  ];
}

/** @throws RpcError `INVALID_OPTION`. */
function refuseOwned(arg: string): void {
  const name = arg.match(/^--?(?:no)?([^=]+)/)?.[1] ?? "";
  const option = owned[name];
  if (option !== undefined)
    throw new RpcError(
      "INVALID_OPTION",
      `${arg.split("=")[0]} can't be given among args: its option is ${option}`,
    );
}

/** A chain for tests is nobody's business on the network. */
function peerArguments(network: NetworkPreset, port: number | false | undefined): string[] {
  if (port === false) return ["-listen=0"];
  if (network.directory === "regtest") return [`-bind=127.0.0.1:${port ?? network.port}`];
  return port === undefined ? [] : [`-port=${port}`];
}

function notifyArguments(
  { types = ["block", "wallet", "alert"], ...options }: DaemonNotifyOptions,
  coin: string,
): string[] {
  return types.map((type) => `-${type}notify=${notifyCommand({ source: coin, ...options, type })}`);
}

/** What the daemon's environment has besides this process's. */
export function environment(
  { notify }: Pick<CommandLineOptions, "notify">,
  given: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  return { ...process.env, ...(notify && { STRATUM_PASSWORD: notify.password }), ...given };
}
