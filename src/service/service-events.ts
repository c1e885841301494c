import type { MinedCoinName } from "../daemon/presets/presets.js";

/** Something that happened in a running service. With `stratum serve --json` each is a line. */
export type ServiceEvent =
  /** Everything is up. */
  | {
      readonly event: "listening";
      readonly host: string;
      readonly port: number;
      readonly rpcHost: string;
      readonly rpcPort: number;
      /** The daemon's URL, without its password. */
      readonly daemon: string;
      readonly coin: MinedCoinName;
      /** Where rewards go. */
      readonly address: string;
    }
  /** Something is not there yet; the service goes on when it is. */
  | { readonly event: "waiting"; readonly reason: string }
  /** A miner came or went. */
  | {
      readonly event: "miner";
      readonly action: "connected" | "ready" | "gone";
      readonly session: string;
      readonly remoteAddress: string;
      readonly userAgent?: string | undefined;
      readonly workers: readonly string[];
      /** Why it went, where it did not do so on purpose. */
      readonly reason?: string;
    }
  | {
      readonly event: "share";
      readonly accepted: boolean;
      /** The difficulty that the share had to meet; null where its job is not known. */
      readonly difficulty: number | null;
      readonly worker: string;
      /** The session that it came from. */
      readonly session: string;
      /** Why it was refused. */
      readonly reason?: string;
    }
  | {
      readonly event: "job";
      readonly jobId: string;
      readonly height: number;
      readonly cleanJobs: boolean;
      /** Transactions besides the coinbase. */
      readonly transactions: number;
    }
  /** A block that the daemon took. */
  | { readonly event: "block"; readonly height: number; readonly hash: string; readonly worker: string }
  /** An attempt to submit a block failed. */
  | {
      readonly event: "unsubmitted";
      readonly height: number;
      readonly hash: string;
      readonly worker: string;
      /** Attempts that failed so far; where the block is given up, without the last one. */
      readonly attempts: number;
      readonly reason: string;
      /** Milliseconds until the next attempt; null where the block is given up. */
      readonly retryIn: number | null;
    }
  /** A daemon reported something. */
  | {
      readonly event: "notify";
      readonly type: "block" | "wallet" | "alert";
      readonly data: string;
      readonly source?: string | undefined;
    }
  /** Connections are refused. */
  | {
      readonly event: "busy";
      readonly lag: number;
      readonly sessions: number;
      readonly remoteAddress: string;
    }
  | { readonly event: "error"; readonly message: string };
