/** The context of the development daemon's handlers. */
export interface DevContext {
  /** Fires when the caller disconnects. */
  readonly signal: AbortSignal;
  /** The request's path: `/`, or `/wallet/` and a wallet's name. */
  readonly path?: string | undefined;
}
