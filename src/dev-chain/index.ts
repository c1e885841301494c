/** A coin daemon in memory, for development and tests: a chain with wallets, served over real HTTP. */
export { type ChainBlock, DevChain, type DevChainOptions } from "./chain.js";
export { DevDaemon, type DevDaemonOptions } from "./daemon.js";
