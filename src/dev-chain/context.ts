/** What handlers of the development daemon get besides their parameters. */
export interface DevContext {
  /** Fires when the caller is gone. */
  readonly signal: AbortSignal;
  /** Where the call was sent: `/`, or `/wallet/` and a wallet's name. */
  readonly path?: string | undefined;
}
