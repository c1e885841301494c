/** Measures the stages of one generation, and shows the current one on a terminal. */
export interface Clock {
  readonly begins: (stage: string) => void;
  /** Ends the current stage. */
  readonly ends: () => void;
  /** Milliseconds of all stages. */
  readonly total: () => number;
  /** One line per stage. */
  readonly lines: () => string[];
}

/** The stream for progress; undefined unless it is a terminal. */
interface Terminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** Clears a line of a terminal, from its start. */
const clear = "\r\u001B[K";

/** @param what Precedes the stage on a terminal: `generated: emit …` */
export function createClock(what: string, terminal: Terminal = process.stderr): Clock {
  const stages: { stage: string; took: number }[] = [];
  let current: { stage: string; since: number } | undefined;

  const ends = () => {
    if (!current) return;
    stages.push({ stage: current.stage, took: performance.now() - current.since });
    current = undefined;
    if (terminal.isTTY) terminal.write(clear);
  };
  return {
    begins(stage) {
      ends();
      current = { stage, since: performance.now() };
      if (terminal.isTTY) terminal.write(`${clear}${what}: ${stage} …`);
    },
    ends,
    total: () => stages.reduce((sum, { took }) => sum + took, 0),
    lines: () => stages.map(({ stage, took }) => `  ${stage.padEnd(8)} ${took.toFixed(0).padStart(6)} ms`),
  };
}
