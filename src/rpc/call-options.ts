/** Options of a single call. */
export interface CallOptions {
  /** Cancels the call when it fires: the promise is rejected with `ABORTED`. The peer is not notified. */
  readonly signal?: AbortSignal;
  /** Milliseconds to wait for the answer before the promise is rejected with `TIMEOUT`. */
  readonly deadline?: number;
}
