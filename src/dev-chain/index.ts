/** A coin daemon in memory, for development and tests: a chain with wallets, served over real HTTP. */
export type { Block } from "./block.js";
export {
  type BlockStatus,
  type ChainBlock,
  type ConfirmedTransaction,
  DevChain,
  type DevChainOptions,
} from "./chain.js";
export type { Coin, Coins } from "./coins.js";
export { DevDaemon, type DevDaemonOptions } from "./daemon.js";
export type { Mempool, MempoolEntry } from "./mempool.js";
export type { Input, Output, Transaction } from "./transaction.js";
export type { ExpectedBlock } from "./verdict.js";
