import { expect } from "vitest";
import type { ServiceEvent } from "../../src/service/service-events.js";
import type { CrowdReport } from "./crowd.js";
import { minerKinds } from "./miners.js";
import { wrongShares } from "./wrong-shares.js";

/** A block on a job that is void: submitted all the same, because it may win, but here it never does. */
const lostBlock = /^block \d+ \(\w+\) is valid, but another block came first: inconclusive$/;

/** What a pool told with `--json`. */
export function eventsOf(lines: readonly string[]): ServiceEvent[] {
  return lines.map((line) => JSON.parse(line));
}

/** Holds what a crowd saw, and what its pool told, to what must be. */
export function expectGoodReport(
  { complaints, accepted, refused }: CrowdReport,
  events: readonly ServiceEvent[],
): void {
  expect(complaints).toEqual([]);
  expect([...accepted.keys()].sort()).toEqual(Object.keys(minerKinds).sort());
  expect([...refused.keys()].sort()).toEqual(Object.keys(wrongShares).sort());

  const counted = events.filter((event) => event.event === "share" && event.accepted);
  expect(counted).toHaveLength([...accepted.values()].reduce((sum, shares) => sum + shares));
  expect(events.filter((event) => event.event === "error" && !lostBlock.test(event.message))).toEqual([]);
  expect(events.filter(({ event }) => event === "block")).not.toEqual([]);
}
