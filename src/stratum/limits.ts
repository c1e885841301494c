/** Limits of a server, so that no miner can make memory grow without bound. */
export interface ServerLimits {
  /** The longest line that a miner may send, in characters. Default: 16,384. */
  readonly line: number;
  /** Bytes that may wait for a miner to read them, and the size of the answers to one batch. Default: 1,048,576. */
  readonly queue: number;
  /** Concurrent sessions. Default: 65,536. */
  readonly sessions: number;
  /** Concurrent sessions of one host. Default: no limit, because a farm has one address. */
  readonly sessionsPerHost: number;
  /** Workers of one session. Default: 4,096. */
  readonly workers: number;
  /** Calls of one miner that may wait for a handler's promise. Default: 256. */
  readonly calls: number;
  /** Malformed lines in a row that close a session. Default: 16. */
  readonly malformed: number;
  /** Milliseconds for a miner to subscribe and authorize. Default: 30,000. */
  readonly handshake: number;
  /** Milliseconds that a miner may be silent. Default: 900,000. */
  readonly idle: number;
  /** Milliseconds that a handler's promise may take, and that a miner may take to answer a call. Default: 30,000. */
  readonly answer: number;
  /** The event loop's lag in milliseconds above which new connections are refused. Default: 70. */
  readonly lag: number;
}

export const defaultLimits: ServerLimits = {
  line: 16_384,
  queue: 1_048_576,
  sessions: 65_536,
  sessionsPerHost: Number.POSITIVE_INFINITY,
  workers: 4_096,
  calls: 256,
  malformed: 16,
  handshake: 30_000,
  idle: 900_000,
  answer: 30_000,
  lag: 70,
};
