/** Coin daemons: typed RPC, and a chain of one's own to try things out with. */
export * from "../../generated/daemon/index.js";
export { DaemonClient, type DaemonClientOptions } from "./client.js";
export { type ChainBlock, DevChain, type DevChainOptions } from "./dev-chain/chain.js";
export { DevDaemon, type DevDaemonOptions } from "./dev-chain/daemon.js";
export { daemonErrorNames } from "./error-names.js";
export { type CoinName, type CoinPreset, presets } from "./presets.js";
