/** How long to wait between tries. */
export interface BackOffOptions {
  /** Milliseconds after a first failure. Default: 1,000. */
  readonly first?: number;
  /** Milliseconds at the most. Default: 60,000. */
  readonly longest?: number;
}

/**
 * The pause before the next try: doubled with each failure, and by chance between half of that and all
 * of it, so that a farm does not come back in one moment.
 *
 * @param failures How many logins failed in a row; none where a connection was lost.
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
