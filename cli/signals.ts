/** Milliseconds within which two signals are one: a terminal and npm may both send it. */
const same = 100;

/**
 * Waits for Ctrl-C or a friendly kill, of which a second one ends the process at once; or until nobody
 * reads the output any more, as `head` does after its lines.
 *
 * @param stopping Called at the first one, before the promise is fulfilled.
 */
export function untilStopped(stopping: () => void = () => {}): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = (_signal: NodeJS.Signals, number: number) => {
      const now = performance.now();
      if (first !== undefined && now - first > same) process.exit(128 + number);
      if (first !== undefined) return;
      first = now;
      stopping();
      resolve();
    };
    process.stdout.once("error", () => {
      stopping();
      resolve();
    });
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
