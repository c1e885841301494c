import { RpcError } from "../../rpc/index.js";
import type { NetworkPreset } from "../presets/preset.js";
import { rpcAuth } from "../rpc-auth.js";
import { type NotifyCommandOptions, notifyCommand } from "./notify-command.js";
import type { DaemonLocation, DaemonSettings } from "./settings.js";

/** What a daemon reports to an RPC port, and how. */
export interface DaemonNotifyOptions extends Omit<NotifyCommandOptions, "type" | "passwordFile"> {
  /** The events that it reports. Default: all three. */
  readonly types?: readonly NotifyCommandOptions["type"][];
  /** The RPC port's password. It is passed on in the daemon's environment, never on a command line. */
  readonly password: string;
}

/** Options of a daemon's command line besides its place. */
export interface CommandLineOptions extends Pick<DaemonLocation, "rpc"> {
  /** The P2P port; false accepts no peers. Default: the network's. */
  readonly port?: number | false;
  readonly notify?: DaemonNotifyOptions;
  /** Additional arguments, after all others: `["-txindex", "-rpcthreads=32"]`. */
  readonly args?: readonly string[];
}

/** What to use instead of arguments that the library must know. */
const owned: Readonly<Record<string, string>> = {
  datadir: "use the option datadir",
  rpcport: "use the option rpc.port",
  rpcbind: "use the option rpc.host",
  rpcuser: "use the option rpc.user",
  rpcpassword: "use the option rpc.password",
  rpccookiefile: "use the option rpc.user",
  testnet: "use the option network",
  testnet4: "use the option network",
  signet: "use the option network",
  regtest: "use the option network",
  chain: "use the option network",
  daemon: "remove it, the process must stay in the foreground",
  daemonwait: "remove it, the process must stay in the foreground",
};

/**
 * A daemon's whole command line; no .conf file is needed or read. It never contains a password: `ps` shows
 * it to everybody.
 *
 * @throws RpcError `INVALID_OPTION` for an argument that corresponds to an option.
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
    // Without these, a port in use on IPv4 alone goes unnoticed, and calls reach another program.
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
  const advice = owned[name];
  if (advice !== undefined)
    throw new RpcError("INVALID_OPTION", `${arg.split("=")[0]} is not allowed in args: ${advice}`);
}

/** Regtest binds to loopback. */
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

/** The daemon's environment: this process's, the RPC port's password and the given variables. */
export function environment(
  { notify }: Pick<CommandLineOptions, "notify">,
  given: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  return { ...process.env, ...(notify && { STRATUM_PASSWORD: notify.password }), ...given };
}
