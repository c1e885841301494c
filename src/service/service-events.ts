import type { MinedCoinName } from "../daemon/presets/presets.js";

/** An event of a running service. `stratum serve --json` prints one JSON object per event. */
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
      /** The address that rewards go to. */
      readonly address: string;
    }
  /** The service waits for the daemon and continues when it is ready. */
  | { readonly event: "waiting"; readonly reason: string }
  /** A miner connected, is ready to mine, or disconnected. */
  | {
      readonly event: "miner";
      readonly action: "connected" | "ready" | "gone";
      readonly session: string;
      readonly remoteAddress: string;
      readonly userAgent?: string | undefined;
      readonly workers: readonly string[];
      /** Why it disconnected, unless it did so on purpose. */
      readonly reason?: string;
    }
  | {
      readonly event: "share";
      readonly accepted: boolean;
      /** The difficulty that the share had to meet; null when its job is unknown. */
      readonly difficulty: number | null;
      readonly worker: string;
      /** The miner's session. */
      readonly session: string;
      /** Why the share was refused. */
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
  /** The daemon accepted a block. */
  | { readonly event: "block"; readonly height: number; readonly hash: string; readonly worker: string }
  /** An attempt to submit a block failed. */
  | {
      readonly event: "unsubmitted";
      readonly height: number;
      readonly hash: string;
      readonly worker: string;
      /** Failed attempts so far; when the block is given up, without the last one. */
      readonly attempts: number;
      readonly reason: string;
      /** Milliseconds until the next attempt; null when the block is given up. */
      readonly retryIn: number | null;
    }
  /** A daemon reported something. */
  | {
      readonly event: "notify";
      readonly type: "block" | "wallet" | "alert";
      readonly data: string;
      readonly source?: string | undefined;
    }
  /** A connection was refused because the server is overloaded. */
  | {
      readonly event: "busy";
      readonly lag: number;
      readonly sessions: number;
      readonly remoteAddress: string;
    }
  | { readonly event: "error"; readonly message: string };
