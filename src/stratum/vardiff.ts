/** Options of vardiff. */
export interface VardiffOptions {
  /** Seconds between two shares of a session. Default: 10. */
  readonly target?: number;
  /** The lowest difficulty. Default and minimum: 2^-32, at which nearly every hash is a share. */
  readonly min?: number;
  /** The highest difficulty. Default and maximum: 2^224, at which no hash is a share. */
  readonly max?: number;
}

/** A session's shares since its difficulty was last checked. */
export interface VardiffWindow {
  readonly difficulty: number;
  /** Shares that met it. */
  readonly shares: number;
  /** Seconds. */
  readonly elapsed: number;
}

const defaultTarget = 10;

/** This many shares are sufficient evidence, however fast they came. */
const enoughShares = 16;

/** After the time of this many shares, any number of them is sufficient evidence. */
const enoughTime = 20;

/** After the time of this many shares, no share at all is sufficient evidence: the chance is 1 in 3,000. */
const enoughSilence = 8;

/** The bounds of meaningful difficulties. */
const lowest = 2 ** -32;
const highest = 2 ** 224;

/** The largest factor of a single change. */
const largestStep = 16;

/** The factor after silence, which does not show how far off the difficulty is. */
const silentStep = 4;

/** Deviations within this factor are random and don't change the difficulty. */
const tolerance = 1.5;

/**
 * The difficulty that a session should have, computed from its shares. Undefined when it should keep its
 * difficulty, or when there is too little evidence.
 *
 * Half a share is added to both counts, so that silence lowers the difficulty and one lucky share does not
 * raise it.
 */
export function retarget(window: VardiffWindow, options: VardiffOptions = {}): number | undefined {
  const { target = defaultTarget } = options;
  const { difficulty, shares, elapsed } = window;
  if (!isConclusive(window, options)) return undefined;
  const expected = elapsed / target;
  const factor = clamp(
    (shares + 0.5) / (expected + 0.5),
    1 / (shares === 0 ? silentStep : largestStep),
    largestStep,
  );
  if (factor < tolerance && factor > 1 / tolerance) return undefined;
  const wished = inBounds(rounded(difficulty * factor), options);
  return wished === difficulty ? undefined : wished;
}

/** Whether a window has sufficient evidence, so that a new one begins. */
export function isConclusive(
  { shares, elapsed }: VardiffWindow,
  { target = defaultTarget }: VardiffOptions = {},
): boolean {
  const times = elapsed / target;
  return shares >= enoughShares || times >= enoughTime || (shares === 0 && times >= enoughSilence);
}

/** Clamps a difficulty to the bounds. */
export function inBounds(difficulty: number, { min = lowest, max = highest }: VardiffOptions): number {
  return clamp(clamp(difficulty, min, max), lowest, highest);
}

/** Rounds to three digits: shares are not more precise. */
function rounded(difficulty: number): number {
  return Number(difficulty.toPrecision(3));
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
