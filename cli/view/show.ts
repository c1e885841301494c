import type { ServiceEvent } from "../../src/service/service-events.js";
import { createLogUpdate } from "../packages/log-update.js";
import { eventLine } from "./lines.js";
import { clock, render } from "./render.js";
import { createState, update } from "./state.js";

/** Shows events as they happen. */
export interface View {
  readonly tell: (event: ServiceEvent) => void;
  /** Ends the view; the last output stays. */
  readonly end: () => void;
}

const refresh = 500;

/** Prints one JSON object per event; else a live view in a terminal, or plain lines if the output is not a terminal or has no size. */
export function showEvents(json: boolean): View {
  if (json) return { tell: (event) => print(JSON.stringify({ ...event, time: Date.now() })), end: () => {} };
  if (!process.stdout.isTTY || !process.stdout.columns)
    return { tell: (event) => print(`${clock(Date.now())} ${eventLine(event)}`), end: () => {} };
  return liveView();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function liveView(): View {
  const state = createState(Date.now());
  const draw = createLogUpdate(process.stdout);
  const show = () =>
    draw(render(state, Date.now(), { columns: process.stdout.columns, rows: process.stdout.rows }));
  const timer = setInterval(show, refresh);
  show();
  return {
    tell: (event) => update(state, event, Date.now()),
    end: () => {
      clearInterval(timer);
      show();
      draw.done();
    },
  };
}
