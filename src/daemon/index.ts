/** Coin daemons: typed RPC, their processes, their tips and presets. */
export * from "../../generated/daemon/index.js";
export type { NotificationType } from "../notify/client.js";
export type { UntypedCall } from "../transport/http-batch.js";
export { toAmount, toSatoshis } from "./amount.js";
export { DaemonClient, type DaemonClientOptions, type ResultCheck } from "./client.js";
export { daemonErrorNames } from "./error-names.js";
export { defaultDatadir, type Platform } from "./presets/directories.js";
export type { CoinPreset, MinedCoin, NetworkName, NetworkPreset } from "./presets/preset.js";
export { type CoinName, type MinedCoinName, presets } from "./presets/presets.js";
export type { CommandLineOptions, DaemonNotifyOptions } from "./process/command-line.js";
export { Daemon, type DaemonEvents, type DaemonOptions } from "./process/daemon.js";
export type { DaemonEnd, DaemonExit, ExitReason } from "./process/exit-reason.js";
export { type NotifyCommandOptions, type NotifyTransport, notifyCommand } from "./process/notify-command.js";
export type { DaemonProgress } from "./process/readiness.js";
export type { RunOptions } from "./process/run.js";
export type { DaemonLocation, DaemonSettings } from "./process/settings.js";
export { rpcAuth } from "./rpc-auth.js";
export { type Tip, TipWatcher, type TipWatcherEvents, type TipWatcherOptions } from "./tip-watcher.js";
