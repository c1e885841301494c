import type { Address } from "../transport/address.js";
import type { JobTerms } from "./sent-jobs.js";

/** Counters of a session. */
export interface SessionCounters {
  /** Messages received. */
  messages: number;
  /** Accepted shares. */
  accepted: number;
  /** Refused shares. */
  refused: number;
  /** Lines that are not messages. */
  malformed: number;
}

/**
 * A miner's connection, for handlers and events.
 *
 * @typeParam Send The stubs with which the miner is called.
 * @typeParam Data The state that the owner of the server keeps with each session.
 */
export interface StratumSession<Send, Data> {
  /** Unique within the server and unguessable: miners resume their session by it. */
  readonly id: string;
  /** The miner's address and port: `203.0.113.7:50112`. */
  readonly remoteAddress: string;
  /** The host and port of `remoteAddress`. The host has no brackets; for connections in memory it is `memory`. */
  readonly address: Address;
  /** The miner's name and version. Undefined until it subscribes, or when it sends none. */
  readonly userAgent: string | undefined;
  /** The session's part of every coinbase, as hexadecimal digits. */
  readonly extranonce1: string;
  /** Bytes of extranonce2. */
  readonly extranonce2Size: number;
  /** The authorized workers. */
  readonly workers: ReadonlySet<string>;
  /** The difficulty of the next job. Changed by `send.mining.setDifficulty`. */
  readonly difficulty: number;
  /** The miner's suggestion: `mining.suggest_difficulty`, `mining.suggest_target` or `minimum-difficulty`. */
  readonly suggestedDifficulty: number | undefined;
  /** The version bits that the miner may roll; 0 until it negotiates them. */
  readonly versionMask: number;
  /** Whether the miner understands `mining.set_extranonce`. */
  readonly takesExtranonce: boolean;
  /** Whether the miner has subscribed. */
  readonly subscribed: boolean;
  /** When the miner connected, in milliseconds since 1970. */
  readonly connectedAt: number;
  /** When the miner last sent anything, in milliseconds since 1970. */
  readonly lastActivity: number;
  readonly counters: Readonly<SessionCounters>;
  /** The owner's state, which the library never uses. */
  data: Data;
  /**
   * Calls the miner: `session.send.mining.notify(job)`. Messages that the miner can't handle yet are held back
   * until its subscribe and authorize responses are sent.
   */
  readonly send: Send;
  /** The terms of a job. Undefined when it was never sent on this session or has become worthless. */
  job(jobId: string): JobTerms | undefined;
  /**
   * Like `job`, but includes jobs that the last one with `cleanJobs` made worthless: shares on them don't count, but
   * a block may still win.
   */
  lateJob(jobId: string): JobTerms | undefined;
  /** Sends what is queued, then closes the connection. */
  close(): void;
}

/** The context of a server's handlers. */
export interface StratumContext<Send, Data> {
  readonly session: StratumSession<Send, Data>;
  /** Fires when the session has ended. */
  readonly signal: AbortSignal;
}
