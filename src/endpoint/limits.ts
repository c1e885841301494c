/** Limits of a service, so that no client can make memory grow without bound. */
export interface ServiceLimits {
  /** The longest message: characters, or bytes for framings and transports that count these. Default: 1,048,576. */
  readonly message: number;
  /** Bytes that may wait for a client to read them before it is disconnected. Default: 4,194,304. */
  readonly queue: number;
  /** Calls of one client that may wait for an answer. More wait in the client's own buffers. Default: 256. */
  readonly calls: number;
  /** Open connections of all clients. Further ones are closed. Default: 10,000. */
  readonly connections: number;
  /**
   * Milliseconds for a TLS handshake, for a whole HTTP request or upgrade, and to authenticate; also for the first bytes
   * on a port that serves HTTP, WebSocket or TLS. A client of a plain TCP port or a Unix socket may stay silent if the
   * service does not authenticate. Default: 15,000.
   */
  readonly handshake: number;
  /** Milliseconds that a handler's promise may take before the client gets `TIMEOUT`. Default: 60,000. */
  readonly answer: number;
}

export const defaultLimits: ServiceLimits = {
  message: 1_048_576,
  queue: 4_194_304,
  calls: 256,
  connections: 10_000,
  handshake: 15_000,
  answer: 60_000,
};

/** The given limits, and the defaults of those that are missing or undefined. */
export function withDefaults(given: Partial<ServiceLimits> = {}): ServiceLimits {
  const limits = Object.entries(given).filter(([, limit]) => limit !== undefined);
  return { ...defaultLimits, ...Object.fromEntries(limits) };
}
