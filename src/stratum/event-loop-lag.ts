import { monitorEventLoopDelay } from "node:perf_hooks";

const resolution = 20;
const period = 500;

/** Watches how late the event loop is. */
export interface LagWatch {
  /** How late timers were in the last half second, in milliseconds. */
  readonly lag: () => number;
  readonly stop: () => void;
}

/** Measures the event loop's delay, by Node's own histogram. */
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
