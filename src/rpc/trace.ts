/** What the channel `stratum:call` publishes after every call. */
export interface CallTrace {
  /** Which side of the call this process is on. */
  readonly side: "caller" | "handler";
  /** The method's name on the wire. */
  readonly method: string;
  /** Milliseconds from the call's start to its result or error. */
  readonly duration: number;
  /** What the call failed with, if it failed. */
  readonly error?: unknown;
}

/** Loaded dynamically because browsers don't have the module, and generated clients run there, too. */
const calls = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel").channel("stratum:call");

/** Starts measuring a call. Costs nothing but a check while nobody subscribes to the channel. */
export function traceCall(side: CallTrace["side"], method: string): ((error?: unknown) => void) | undefined {
  if (!calls?.hasSubscribers) return undefined;
  const start = performance.now();
  return (error) => {
    const trace: CallTrace = {
      side,
      method,
      duration: performance.now() - start,
      ...(error !== undefined && { error }),
    };
    calls.publish(trace);
  };
}
