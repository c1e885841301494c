import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { printable } from "../../cli/printable.js";
import { eventLine } from "../../cli/view/lines.js";
import { clock, duration, hashRate, render } from "../../cli/view/render.js";
import { createState, update } from "../../cli/view/state.js";
import type { ServiceEvent } from "../../src/service/service-events.js";

const noon = new Date(2026, 0, 2, 12, 0, 0).getTime();
const hash = "00000000a5040973b83bad0cf46d02a3e914a1e50432692d0380ff81788142106";

const listening: ServiceEvent = {
  event: "listening",
  host: "127.0.0.1",
  port: 3333,
  rpcHost: "127.0.0.1",
  rpcPort: 1337,
  daemon: "http://127.0.0.1:8332/",
  coin: "bitcoin",
  address: "bcrt1q",
};
const alice = { event: "miner", session: "s1", remoteAddress: "10.0.0.1:5000" } as const;
const ready: ServiceEvent = {
  ...alice,
  action: "ready",
  userAgent: "cpuminer/2.5.1",
  workers: ["alice", "bob"],
};
const accepted: ServiceEvent = {
  event: "share",
  accepted: true,
  difficulty: 0.5,
  worker: "alice",
  session: "s1",
};
const refused: ServiceEvent = { ...accepted, accepted: false, reason: "Duplicate share" };
const job: ServiceEvent = { event: "job", jobId: "1f", height: 102, cleanJobs: true, transactions: 1 };
const block: ServiceEvent = { event: "block", height: 101, hash, worker: "alice" };
const failure = {
  event: "unsubmitted",
  height: 101,
  hash,
  worker: "alice",
  attempts: 3,
  reason: "connect ECONNREFUSED",
} as const;

describe("an event in one line", () => {
  const cases: [ServiceEvent, string][] = [
    [
      listening,
      "miners: stratum+tcp://127.0.0.1:3333   RPC: 127.0.0.1:1337   bitcoin daemon: http://127.0.0.1:8332/",
    ],
    [{ event: "waiting", reason: "Loading block index…" }, "waiting for the daemon: Loading block index…"],
    [{ ...alice, action: "connected", workers: [] }, "10.0.0.1:5000 connected"],
    [ready, "10.0.0.1:5000 mines as alice, bob (cpuminer/2.5.1)"],
    [{ ...ready, action: "gone" }, "10.0.0.1:5000 alice, bob (cpuminer/2.5.1) disconnected"],
    [{ ...alice, action: "gone", workers: [], reason: "too slow" }, "10.0.0.1:5000 disconnected: too slow"],
    [accepted, "share accepted from alice at difficulty 0.5"],
    [refused, "share refused from alice: Duplicate share"],
    [job, "job 1f for block 102 with 1 transaction, earlier ones are void"],
    [{ ...job, cleanJobs: false, transactions: 2 }, "job 1f for block 102 with 2 transactions"],
    [block, `BLOCK 101 found by alice: ${hash}`],
    [{ event: "notify", type: "wallet", data: "txid", source: "bitcoin" }, "bitcoin reports wallet txid"],
    [{ event: "notify", type: "alert", data: "look" }, "a daemon reports alert look"],
    [
      { event: "busy", lag: 51.6, sessions: 1, remoteAddress: "10.0.0.2:1" },
      "busy: refused 10.0.0.2:1 (event loop 52 ms late, 1 session)",
    ],
    [{ event: "error", message: "it broke" }, "error: it broke"],
    [
      { ...failure, retryIn: 1_640 },
      `error: block 101 (${hash}) not submitted, attempt 3: connect ECONNREFUSED; retrying in 1.6 s`,
    ],
    [{ ...failure, retryIn: null }, `error: block 101 (${hash}) is lost: connect ECONNREFUSED`],
  ];
  it.each(cases)("%j", (event, line) => {
    expect(eventLine(event)).toBe(line);
  });

  it("holds nothing of others' that moves a terminal's cursor", () => {
    expect(eventLine({ ...accepted, worker: "\u001b[2J\r\nroot\u0007\u202e" })).toBe(
      "share accepted from  [2J root  at difficulty 0.5",
    );
    expect(printable("a\u0000\u001b\nb\tü 💎")).toBe("a b ü 💎");
  });
});

describe("the live view", () => {
  const shown = (events: readonly ServiceEvent[], size = { columns: 120, rows: 24 }, later = 0) => {
    const state = createState(noon);
    for (const event of events) update(state, event, noon + 1_000);
    return stripVTControlCharacters(render(state, noon + 1_000 + later, size)).split("\n");
  };

  it("begins with nothing", () => {
    expect(shown([])).toEqual([
      "stratum  starting  up 00:01",
      "",
      "  miners      0",
      "  hash rate   0.00 H/s",
      "  shares      0 accepted, 0 refused",
      "  height      0",
      "  last block  none yet",
      "",
    ]);
  });

  it("shows what the pool is, how it does, and what happened", () => {
    const lines = shown([listening, ready, job, accepted, refused, block], undefined, 3_720_000);
    expect(lines[0]).toBe("stratum  bitcoin · stratum+tcp://127.0.0.1:3333 · RPC 127.0.0.1:1337  up 1:02:01");
    expect(lines.slice(1, 3)).toEqual(["", "  miners      1"]);
    expect(lines[3]).toBe("  hash rate   29.5 H/s");
    expect(lines.slice(4)).toEqual([
      "  shares      1 accepted, 1 refused",
      "  height      101",
      `  last block  ${hash} by alice, 1:02:00 ago`,
      "",
      "12:00:01 miners: stratum+tcp://127.0.0.1:3333   RPC: 127.0.0.1:1337   bitcoin daemon: http://127.0.0.1:8332/",
      "12:00:01 10.0.0.1:5000 mines as alice, bob (cpuminer/2.5.1)",
      "12:00:01 job 1f for block 102 with 1 transaction, earlier ones are void",
      "12:00:01 share accepted from alice at difficulty 0.5",
      "12:00:01 share refused from alice: Duplicate share",
      `12:00:01 BLOCK 101 found by alice: ${hash}`,
    ]);
  });

  it("counts a miner from when it mines to when it goes", () => {
    const miners = (...events: ServiceEvent[]) => shown(events)[2];
    const other: ServiceEvent = { ...ready, session: "s2" };
    expect(miners({ ...ready, action: "connected" })).toBe("  miners      0");
    expect(miners(ready, ready, other)).toBe("  miners      2");
    expect(miners(ready, other, { ...ready, action: "gone" })).toBe("  miners      1");
  });

  it("estimates the hash rate from the shares and their difficulty", () => {
    const state = createState(noon);
    update(state, listening, noon);
    for (let second = 1; second <= 60; second++) update(state, accepted, noon + second * 1_000);
    const [, , , line = ""] = render(state, noon + 60_000, { columns: 120, rows: 24 }).split("\n");
    // Half a difficulty a second: 2^31 hashes.
    const [, rate] = stripVTControlCharacters(line).match(/hash rate {3}([\d.]+) GH\/s/) ?? [];
    expect(Number(rate)).toBeCloseTo(2.15, 1);
  });

  it.each([10, 12, 24])("fits %i rows, with the last events", (rows) => {
    const events = Array.from({ length: 50 }, (_, index): ServiceEvent => {
      return { event: "error", message: `number ${index}` };
    });
    const lines = shown(events, { columns: 80, rows });
    expect(lines).toHaveLength(rows - 1);
    expect(lines.at(-1)).toBe("12:00:01 error: number 49");
    expect(lines[8]).toBe(`12:00:01 error: number ${50 - (rows - 9)}`);
  });

  it("keeps an event in sight where there is no room at all", () => {
    expect(shown([accepted], { columns: 80, rows: 2 }).at(-1)).toContain("share accepted");
  });

  it.each([20, 40, 80])("cuts lines that are longer than %i columns", (columns) => {
    const lines = shown([listening, block], { columns, rows: 24 });
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    const whole = "12:00:01 miners: stratum+tcp://127.0.0.1:3333   RPC: 127.0.0.1:1337   bitcoin da";
    expect(lines[8]).toBe(`${whole.slice(0, columns - 1)}…`);
  });

  it("keeps no more events than a terminal could show", () => {
    const state = createState(noon);
    for (let count = 0; count < 1_000; count++) update(state, refused, noon);
    expect(state.log).toHaveLength(200);
    expect(state.refused).toBe(1_000);
  });
});

describe("numbers for people", () => {
  it.each([
    [0, "0.00 H/s"],
    [0.5, "0.500 H/s"],
    [999, "999 H/s"],
    [999.9, "1.00 kH/s"],
    [1_234, "1.23 kH/s"],
    [1.5e6, "1.50 MH/s"],
    [1e12, "1.00 TH/s"],
    [7.25e20, "725 EH/s"],
    [1e23, "100 ZH/s"],
  ])("%d hashes a second are %s", (hashes, text) => {
    expect(hashRate(hashes)).toBe(text);
  });

  it.each([
    [0, "00:00"],
    [59_999, "00:59"],
    [60_000, "01:00"],
    [3_599_000, "59:59"],
    [3_600_000, "1:00:00"],
    [90_061_000, "25:01:01"],
  ])("%d milliseconds are %s", (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });

  it("a time is that of the clock on the wall", () => {
    expect(clock(new Date(2026, 5, 7, 8, 9, 3).getTime())).toBe("08:09:03");
  });
});
