/** Coin daemons: typed RPC, their processes, their tips and presets. */
export * from "../../generated/daemon/index.js";
export { toAmount, toSatoshis } from "./amount.js";
export { DaemonClient, type DaemonClientOptions } from "./client.js";
export { daemonErrorNames } from "./error-names.js";
export { defaultDatadir, type Platform } from "./presets/directories.js";
export type { CoinPreset, MinedCoin, NetworkName, NetworkPreset } from "./presets/preset.js";
export { type CoinName, type MinedCoinName, presets } from "./presets/presets.js";
export type { DaemonNotifyOptions } from "./process/command-line.js";
export { Daemon, type DaemonEvents, type DaemonOptions } from "./process/daemon.js";
export type { DaemonExit, ExitReason } from "./process/exit-reason.js";
export { type NotifyCommandOptions, type NotifyTransport, notifyCommand } from "./process/notify-command.js";
export type { DaemonProgress } from "./process/readiness.js";
export { rpcAuth } from "./rpc-auth.js";
export { type Tip, TipWatcher, type TipWatcherEvents, type TipWatcherOptions } from "./tip-watcher.js";
