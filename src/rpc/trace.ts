/** What subscribers of the channel `stratum:call` get for every call, once it is over. */
export interface CallTrace {
  /** Which end of the call this process is. */
  readonly side: "caller" | "handler";
  /** The method's name on the wire. */
  readonly method: string;
  /** Milliseconds from the call's start to its result or error. */
  readonly duration: number;
  /** What the call failed with, if it failed. */
  readonly error?: unknown;
}

/** Asked for in this way because browsers have none: what clients of generated code import runs there, too. */
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
