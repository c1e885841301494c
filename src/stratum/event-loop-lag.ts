import { monitorEventLoopDelay } from "node:perf_hooks";

const resolution = 20;
const period = 500;

/** Measures the event loop's lag. */
export interface LagWatch {
  /** The lag of timers in the last half second, in milliseconds. */
  readonly lag: () => number;
  readonly stop: () => void;
}

/** Measures the event loop's lag with Node's histogram. */
export function watchLag(): LagWatch {
  const histogram = monitorEventLoopDelay({ resolution });
  let lag = 0;
  histogram.enable();
  const timer = setInterval(() => {
    lag = Math.max(0, histogram.mean / 1e6 - resolution) || 0;
    histogram.reset();
  }, period);
  timer.unref();
  return {
    lag: () => lag,
    stop: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
