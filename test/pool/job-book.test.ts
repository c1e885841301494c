import { describe, expect, it } from "vitest";
import { JobBook } from "../../src/pool/job-book.js";
import { buildJob, type Template, type TemplateJob } from "../../src/work/index.js";

const payout = Buffer.from("51", "hex");

/** A job on a template of its own. */
function jobOf(book: JobBook): TemplateJob {
  const template: Template = {
    version: 0x20000000,
    previousblockhash: "0".repeat(64),
    transactions: [],
    coinbaseaux: {},
    coinbasevalue: 1,
    mintime: 0,
    curtime: 0,
    bits: "207fffff",
    height: 1,
  };
  return buildJob(template, { id: book.nextId(), payout, extranonceSize: 8 });
}

describe("the jobs that a pool gave out", () => {
  const openMany = (book: JobBook, count: number, cleanJobs = false) =>
    Array.from({ length: count }, () => book.open(jobOf(book), cleanJobs).job.id);
  const valid = (book: JobBook, ids: readonly string[]) => ids.filter((id) => book.valid(id));
  const stale = (book: JobBook, ids: readonly string[]) => ids.filter((id) => book.stale(id));

  it("are numbered in hexadecimal digits", () => {
    const book = new JobBook();
    const ids = Array.from({ length: 16 }, () => book.nextId());
    expect(ids).toEqual([..."123456789abcdef", "10"]);
  });

  it("are valid together while the tip is the same, up to sixteen templates", () => {
    const book = new JobBook();
    const ids = openMany(book, 20);
    expect(valid(book, ids)).toEqual(ids.slice(4));
    expect(stale(book, ids)).toEqual(ids.slice(0, 4));
  });

  it("are stale behind a clean one, of which a few are kept, for one tip", () => {
    const book = new JobBook();
    const before = openMany(book, 12);
    const [first = ""] = openMany(book, 1, true);
    expect(valid(book, [...before, first])).toEqual([first]);
    expect(stale(book, before)).toEqual(before.slice(4));
    openMany(book, 1, true);
    expect(stale(book, [...before, first])).toEqual([first]);
  });

  it("may be opened again under another id, and share what was submitted", () => {
    const book = new JobBook();
    const open = book.open(jobOf(book), true);
    open.headers.add("header");
    const again = book.reopen(open);
    expect(again).toEqual({ ...open.job, id: "2" });
    expect(book.valid("2")?.headers.has("header")).toBe(true);
    openMany(book, 1, true);
    expect(valid(book, ["1", "2"])).toEqual([]);
    expect(stale(book, ["1", "2"])).toEqual(["1", "2"]);
  });

  it("are valid however often they were opened again", () => {
    const book = new JobBook();
    const open = book.open(jobOf(book), true);
    const ids = Array.from({ length: 100 }, () => book.reopen(open).id);
    expect(valid(book, [open.job.id, ...ids])).toHaveLength(101);
  });
});
