/** How long to wait between retries. */
export interface BackOffOptions {
  /** Milliseconds after the first failure. Default: 1,000. */
  readonly first?: number;
  /** The longest pause, in milliseconds. Default: 60,000. */
  readonly longest?: number;
}

/**
 * The pause before the next retry. It doubles with each failure and is a random value between half and all of
 * that, so that a farm does not reconnect all at once.
 *
 * @param failures How many logins failed in a row; 0 after a lost connection.
 * @param random From 0 to 1.
 */
export function backOff(
  failures: number,
  { first = 1_000, longest = 60_000 }: BackOffOptions = {},
  random = Math.random(),
): number {
  const pause = Math.min(first * 2 ** Math.max(0, failures - 1), longest);
  return Math.round((pause * (1 + random)) / 2);
}
