import type { TemplateJob } from "../work/index.js";
import { SeenHeaders } from "./seen-headers.js";

/** A job with the headers that were submitted for its tip. */
export interface OpenJob {
  readonly job: TemplateJob;
  readonly seen: SeenHeaders;
}

/** Unique numbers of a job. */
export interface JobNumber {
  /** Hexadecimal digits; short, because some miners limit the length. */
  readonly id: string;
  /** Part of the coinbase, so that the job's headers are unique. */
  readonly serial: number;
}

/** The jobs of one template. */
interface TemplateJobs {
  /** The job that was broadcast. */
  readonly open: OpenJob;
  /** Jobs of single sessions, by id. */
  readonly own: WeakMap<object, Map<string, OpenJob>>;
}

/** Templates whose jobs are valid. They are large, and miners are never further behind. */
const maxTemplates = 16;

/** Templates that are kept after that: a block on one of their jobs may still win. */
const maxStale = 8;

/** Jobs per session and template; the oldest is dropped. */
const maxOwn = 64;

/** Late blocks that are remembered; the oldest is dropped. */
const maxLate = 1_024;

/** The jobs that a pool sent. Those of the current tip are valid; a few older ones are kept for late blocks. */
export class JobBook {
  readonly #maxSeen: number;
  #valid: TemplateJobs[] = [];
  #stale: TemplateJobs[] = [];
  #seen: SeenHeaders;
  readonly #late = new Set<string>();
  #lastNumber = 0;

  /** @param maxSeen Headers per tip that are remembered. */
  constructor(maxSeen: number) {
    this.#maxSeen = maxSeen;
    this.#seen = new SeenHeaders(maxSeen);
  }

  /** Takes the numbers of the next job. */
  next(): JobNumber {
    this.#lastNumber = (this.#lastNumber + 1) % 0x100000000;
    return { id: this.#lastNumber.toString(16), serial: this.#lastNumber };
  }

  /**
   * Opens a job for all sessions. With `cleanJobs`, earlier jobs become void and their headers are forgotten:
   * jobs with different serial numbers have no header in common.
   */
  open(job: TemplateJob, cleanJobs: boolean): OpenJob {
    if (cleanJobs) {
      this.#stale = [];
      this.#seen = new SeenHeaders(this.#maxSeen);
    }
    const open = { job, seen: this.#seen };
    const kept = cleanJobs ? 0 : maxTemplates - 1;
    const retired = this.#valid.splice(0, Math.max(0, this.#valid.length - kept));
    this.#stale = [...this.#stale, ...retired].slice(-maxStale);
    this.#valid.push({ open, own: new WeakMap() });
    return open;
  }

  /** Opens a job on the newest template for one session only. */
  openFor(session: object, job: TemplateJob): void {
    const newest = this.#valid.at(-1);
    if (!newest) return;
    const jobs = newest.own.get(session) ?? new Map<string, OpenJob>();
    newest.own.set(session, jobs.set(job.id, { job, seen: newest.open.seen }));
    const [oldest] = jobs.keys();
    if (jobs.size > maxOwn && oldest !== undefined) jobs.delete(oldest);
  }

  /** Finds a job whose shares count. */
  valid(id: string, session: object): OpenJob | undefined {
    return find(this.#valid, id, session);
  }

  /** Finds an older job, on which only blocks matter. */
  stale(id: string, session: object): OpenJob | undefined {
    return find(this.#stale, id, session);
  }

  /** Whether a late block is new, so that it is submitted only once. */
  isNewLate({ seen }: OpenJob, header: Buffer): boolean {
    const key = header.toString("latin1");
    if (seen.has(header) || this.#late.has(key)) return false;
    this.#late.add(key);
    const [oldest] = this.#late;
    if (this.#late.size > maxLate && oldest !== undefined) this.#late.delete(oldest);
    return true;
  }
}

function find(templates: readonly TemplateJobs[], id: string, session: object): OpenJob | undefined {
  for (const { open, own } of templates) {
    if (open.job.id === id) return open;
    const job = own.get(session)?.get(id);
    if (job) return job;
  }
  return undefined;
}
