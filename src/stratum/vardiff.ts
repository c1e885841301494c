/** What vardiff aims at. */
export interface VardiffOptions {
  /** Seconds between two shares of a session. Default: 10. */
  readonly target?: number;
  /** The lowest difficulty that is given. Default, and never below: 2^-32, where nearly every hash is a share. */
  readonly min?: number;
  /** The highest difficulty that is given. Default, and never above: 2^224, where no hash is one. */
  readonly max?: number;
}

/** What was seen of a session since its difficulty was last looked at. */
export interface VardiffWindow {
  readonly difficulty: number;
  /** Shares that met it. */
  readonly shares: number;
  /** Seconds. */
  readonly elapsed: number;
}

const defaultTarget = 10;

/** So many shares are evidence enough, however soon they came. */
const enoughShares = 16;

/** After the time of so many shares, any number of them is evidence enough. */
const enoughTime = 20;

/** After the time of so many shares, none at all is evidence enough: chance does that once in 3,000 times. */
const enoughSilence = 8;

/** Beyond these a difficulty means nothing. */
const lowest = 2 ** -32;
const highest = 2 ** 224;

/** The difficulty moves by so much at a time at the most. */
const largestStep = 16;

/** And for silence by so much: how far it is off nobody knows. */
const silentStep = 4;

/** Within this factor it is left alone: chance alone explains it. */
const tolerance = 1.5;

/**
 * The difficulty that a session should have, from the shares it found; undefined where it should keep
 * its own, or where it is too early to say.
 *
 * With half a share added on both sides, silence lowers the difficulty as well, and one lucky share
 * does not raise it.
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

/** Whether a window is long enough to be judged, so that a new one begins. */
export function isConclusive(
  { shares, elapsed }: VardiffWindow,
  { target = defaultTarget }: VardiffOptions = {},
): boolean {
  const times = elapsed / target;
  return shares >= enoughShares || times >= enoughTime || (shares === 0 && times >= enoughSilence);
}

/** A difficulty, or the nearest one that may be given. */
export function inBounds(difficulty: number, { min = lowest, max = highest }: VardiffOptions): number {
  return clamp(clamp(difficulty, min, max), lowest, highest);
}

/** Three digits: more would pretend to a precision that shares don't have. */
function rounded(difficulty: number): number {
  return Number(difficulty.toPrecision(3));
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
