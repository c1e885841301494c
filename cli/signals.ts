/** Milliseconds within which two signals count as one: a terminal and npm may both send it. */
const same = 100;

/**
 * Waits for SIGINT or SIGTERM, or until the output is closed, as `head` does. A second signal exits at once.
 *
 * @param stopping Called before the promise is fulfilled.
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
