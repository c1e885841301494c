import { presets } from "../../src/daemon/presets/presets.js";
import type { ServiceEvent } from "../../src/service/service-events.js";
import { HashRate } from "../../src/work/index.js";
import { eventLine } from "./lines.js";

/** The state of the live view. */
export interface ViewState {
  readonly startedAt: number;
  listening: Extract<ServiceEvent, { event: "listening" }> | undefined;
  readonly miners: Set<string>;
  accepted: number;
  refused: number;
  height: number;
  lastBlock: { hash: string; worker: string; at: number } | undefined;
  rate: HashRate;
  /** The last events, each with its time. */
  readonly log: { at: number; line: string }[];
}

/** More lines than any terminal shows. */
const maxLog = 200;

/** @param now Milliseconds since 1970. */
export function createState(now: number): ViewState {
  return {
    startedAt: now,
    listening: undefined,
    miners: new Set(),
    accepted: 0,
    refused: 0,
    height: 0,
    lastBlock: undefined,
    rate: new HashRate(presets.bitcoin.algorithm.difficulty1, now / 1000),
    log: [],
  };
}

/** Applies an event to the state. */
export function update(state: ViewState, event: ServiceEvent, now: number): void {
  switch (event.event) {
    case "listening":
      state.listening = event;
      state.rate = new HashRate(presets[event.coin].algorithm.difficulty1, now / 1000);
      break;
    case "miner":
      if (event.action === "ready") state.miners.add(event.session);
      if (event.action === "gone") state.miners.delete(event.session);
      break;
    case "share":
      if (event.accepted) state.accepted++;
      else state.refused++;
      if (event.accepted) state.rate.add(event.difficulty ?? 0, now / 1000);
      break;
    case "job":
      state.height = event.height - 1;
      break;
    case "block":
      state.lastBlock = { hash: event.hash, worker: event.worker, at: now };
      break;
  }
  state.log.push({ at: now, line: eventLine(event) });
  if (state.log.length > maxLog) state.log.shift();
}
