/** What a server allows its miners. Everything has a bound, so that no peer can make memory grow. */
export interface ServerLimits {
  /** Characters of the longest line that a miner may send. Default: 16,384. */
  readonly line: number;
  /** Bytes that may wait for a miner to read them, and of the answers to one batch. Default: 1,048,576. */
  readonly queue: number;
  /** Sessions at a time. Default: 65,536. */
  readonly sessions: number;
  /** Sessions at a time of one host. Default: no limit, because a farm has one address. */
  readonly sessionsPerHost: number;
  /** Workers on one session. Default: 4,096. */
  readonly workers: number;
  /** Calls of one miner that may wait for a handler's promise at a time. Default: 256. */
  readonly calls: number;
  /** Lines in a row that are no messages, after which a miner is sent away. Default: 16. */
  readonly malformed: number;
  /** Milliseconds for a miner to subscribe and authorize. Default: 30,000. */
  readonly handshake: number;
  /** Milliseconds that a miner may send nothing. Default: 900,000. */
  readonly idle: number;
  /** Milliseconds that a handler's promise may take, and that a miner may take to answer a call. Default: 30,000. */
  readonly answer: number;
  /** Milliseconds that the event loop may be late before new connections are refused. Default: 70. */
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
