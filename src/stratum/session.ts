import type { Address } from "../transport/address.js";
import type { JobTerms } from "./sent-jobs.js";

/** What a session has counted. */
export interface SessionCounters {
  /** Messages received. */
  messages: number;
  /** Shares that counted. */
  accepted: number;
  /** Shares that were refused. */
  refused: number;
  /** Lines that are not messages. */
  malformed: number;
}

/**
 * A miner's connection, as handlers and events see it.
 *
 * @typeParam Send The stubs with which the miner is called.
 * @typeParam Data What the owner of the server keeps with each session.
 */
export interface StratumSession<Send, Data> {
  /** Unique within the server, and not to be guessed: miners resume their session by it. */
  readonly id: string;
  /** The miner's address and port: `203.0.113.7:50112`. */
  readonly remoteAddress: string;
  /** The same in parts. The host has no brackets; in memory it is `memory`. */
  readonly address: Address;
  /** What the miner calls itself; undefined until it subscribes, or where it does not say. */
  readonly userAgent: string | undefined;
  /** The session's part of every coinbase, as hexadecimal digits. */
  readonly extranonce1: string;
  /** Bytes of extranonce2. */
  readonly extranonce2Size: number;
  /** The workers that are authorized on it. */
  readonly workers: ReadonlySet<string>;
  /** The difficulty of the next job that is sent. It changes by `send.mining.setDifficulty`. */
  readonly difficulty: number;
  /** What the miner asked for with `mining.suggest_difficulty`, `mining.suggest_target` or `minimum-difficulty`. */
  readonly suggestedDifficulty: number | undefined;
  /** The version bits that the miner may roll; 0 until it asks. */
  readonly versionMask: number;
  /** Whether the miner understands `mining.set_extranonce`. */
  readonly takesExtranonce: boolean;
  /** Whether the miner has subscribed. */
  readonly subscribed: boolean;
  /** When it connected: milliseconds since 1970. */
  readonly connectedAt: number;
  /** When it last sent anything: milliseconds since 1970. */
  readonly lastActivity: number;
  readonly counters: Readonly<SessionCounters>;
  /** The owner's own: the library never looks at it. */
  data: Data;
  /**
   * Calls the miner: `session.send.mining.notify(job)`. What a miner can't bear yet is held back
   * until it has its subscribe and its authorize response.
   */
  readonly send: Send;
  /** The terms on which a job was sent; undefined where it was never sent here, or is worthless by now. */
  job(jobId: string): JobTerms | undefined;
  /**
   * As `job`, but also for jobs that the last one with `cleanJobs` made worthless: a share on them counts for nothing,
   * but a block may still win.
   */
  lateJob(jobId: string): JobTerms | undefined;
  /** Sends what is queued, then closes the connection. */
  close(): void;
}

/** What every handler of a server gets besides its parameters. */
export interface StratumContext<Send, Data> {
  readonly session: StratumSession<Send, Data>;
  /** Fires when the session is over. */
  readonly signal: AbortSignal;
}
