/** How long a caller waits. */
export interface CallOptions {
  /** Gives the call up when it fires; the promise is rejected with `ABORTED`. The peer is not told. */
  readonly signal?: AbortSignal;
  /** Milliseconds to wait for the answer before the promise is rejected with `TIMEOUT`. */
  readonly deadline?: number;
}
