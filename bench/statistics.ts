/** The minimum, the median and the maximum of some figures. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spread(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1) };
}

export function formatSpread({ min, median, max }: Spread, digits = 2): string {
  return `${median.toFixed(digits)}  (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
