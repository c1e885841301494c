import { describe, expect, it } from "vitest";
import { JobBook } from "../../src/pool/job-book.js";
import { buildJob, renewJob, type Template, type TemplateJob } from "../../src/work/index.js";

const options = { payout: Buffer.from("51", "hex"), extranonceSize: 8 };

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
  return buildJob(template, { ...options, ...book.next() });
}

describe("the jobs that a pool gave out", () => {
  const anybody = {};
  const openMany = (book: JobBook, count: number, cleanJobs = false) =>
    Array.from({ length: count }, () => book.open(jobOf(book), cleanJobs).job.id);
  const valid = (book: JobBook, ids: readonly string[], session: object = anybody) =>
    ids.filter((id) => book.valid(id, session));
  const stale = (book: JobBook, ids: readonly string[], session: object = anybody) =>
    ids.filter((id) => book.stale(id, session));

  it("are numbered in hexadecimal digits", () => {
    const book = new JobBook(10);
    const ids = Array.from({ length: 16 }, () => book.next().id);
    expect(ids).toEqual([..."123456789abcdef", "10"]);
  });

  it("are valid together while the tip is the same, up to sixteen templates", () => {
    const book = new JobBook(10);
    const ids = openMany(book, 20);
    expect(valid(book, ids)).toEqual(ids.slice(4));
    expect(stale(book, ids)).toEqual(ids.slice(0, 4));
  });

  it("are stale behind a clean one, of which a few are kept, for one tip", () => {
    const book = new JobBook(10);
    const before = openMany(book, 12);
    const [first = ""] = openMany(book, 1, true);
    expect(valid(book, [...before, first])).toEqual([first]);
    expect(stale(book, before)).toEqual(before.slice(4));
    openMany(book, 1, true);
    expect(stale(book, [...before, first])).toEqual([first]);
  });

  it("share what was submitted, as long as the tip is the same", () => {
    const book = new JobBook(10);
    const header = Buffer.alloc(80, 1);
    const first = book.open(jobOf(book), true);
    const second = book.open(jobOf(book), false);
    expect(first.seen.add(header)).toBe(true);
    expect(second.seen.add(header)).toBe(false);
    expect(second.seen.has(header)).toBe(true);
    expect(book.open(jobOf(book), true).seen.has(header)).toBe(false);
  });

  it("take no more than so many headers, and none twice", () => {
    const book = new JobBook(3);
    const { seen } = book.open(jobOf(book), true);
    const added = [1, 2, 2, 3].map((byte) => seen.add(Buffer.alloc(80, byte)));
    expect(added).toEqual([true, true, false, true]);
    expect(seen.isFull).toBe(true);
    for (const byte of [1, 2, 3, 4]) expect(seen.add(Buffer.alloc(80, byte))).toBe(false);
    expect(book.open(jobOf(book), true).seen.isFull).toBe(false);
  });

  it("may be of one session alone, and go stale with their template", () => {
    const book = new JobBook(10);
    const [alice, bob] = [{}, {}];
    const open = book.open(jobOf(book), true);
    const own = renewJob(open.job, { ...options, ...book.next() });
    book.openFor(alice, own);
    expect(own).toMatchObject({ id: "2", template: open.job.template });
    expect(own.coinb1).not.toEqual(open.job.coinb1);
    expect(book.valid("2", alice)?.seen).toBe(open.seen);
    expect(book.valid("2", bob)).toBeUndefined();
    openMany(book, 1, true);
    expect(valid(book, ["1", "2"], alice)).toEqual([]);
    expect(stale(book, ["1", "2"], alice)).toEqual(["1", "2"]);
    expect(stale(book, ["1", "2"], bob)).toEqual(["1"]);
  });

  it("are the last 64 of one session on one template", () => {
    const book = new JobBook(10);
    const open = book.open(jobOf(book), true);
    const ids = Array.from({ length: 100 }, () => {
      const own = renewJob(open.job, { ...options, ...book.next() });
      book.openFor(anybody, own);
      return own.id;
    });
    expect(valid(book, [open.job.id, ...ids])).toEqual([open.job.id, ...ids.slice(-64)]);
  });

  it("have late blocks, each once", () => {
    const book = new JobBook(10);
    const open = book.open(jobOf(book), true);
    open.seen.add(Buffer.alloc(80, 1));
    expect([1, 2, 2].map((byte) => book.isNewLate(open, Buffer.alloc(80, byte)))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
