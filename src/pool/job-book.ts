import type { TemplateJob } from "../work/index.js";
import { SeenHeaders } from "./seen-headers.js";

/** A job with what was submitted on it and on the others of its tip. */
export interface OpenJob {
  readonly job: TemplateJob;
  readonly seen: SeenHeaders;
}

/** What no two jobs have in common. */
export interface JobNumber {
  /** Hexadecimal digits, as short as miners like it. */
  readonly id: string;
  /** For the coinbase, so that the job's headers are its own. */
  readonly serial: number;
}

/** The jobs of one template. */
interface TemplateJobs {
  /** The job that everybody was sent. */
  readonly open: OpenJob;
  /** Jobs of single sessions, by id. They go with their session. */
  readonly own: WeakMap<object, Map<string, OpenJob>>;
}

/** Templates whose jobs are valid at a time. They are large, and miners that are further behind do not follow. */
const maxTemplates = 16;

/** Templates that are kept after that: a block that was found on their jobs may still win. */
const maxStale = 8;

/** Jobs of one session's own on one template; the oldest is forgotten. */
const maxOwn = 64;

/** Blocks that came too late to count and are remembered; the oldest is forgotten. */
const maxLate = 1_024;

/** The jobs that a pool gave out. Those of the current tip are valid; a few older ones are kept for late blocks. */
export class JobBook {
  readonly #maxSeen: number;
  #valid: TemplateJobs[] = [];
  #stale: TemplateJobs[] = [];
  #seen: SeenHeaders;
  readonly #late = new Set<string>();
  #lastNumber = 0;

  /** @param maxSeen Headers of one tip that are remembered. */
  constructor(maxSeen: number) {
    this.#maxSeen = maxSeen;
    this.#seen = new SeenHeaders(maxSeen);
  }

  /** The number of the next job. */
  next(): JobNumber {
    this.#lastNumber = (this.#lastNumber + 1) % 0x100000000;
    return { id: this.#lastNumber.toString(16), serial: this.#lastNumber };
  }

  /**
   * Opens a job for everybody; with `cleanJobs` those before it are stale from then on, and what was submitted on
   * them is forgotten: no header of a job with another serial number is the same.
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

  /** Opens a job on the newest template for one session alone. */
  openFor(session: object, job: TemplateJob): void {
    const newest = this.#valid.at(-1);
    if (!newest) return;
    const jobs = newest.own.get(session) ?? new Map<string, OpenJob>();
    newest.own.set(session, jobs.set(job.id, { job, seen: newest.open.seen }));
    const [oldest] = jobs.keys();
    if (jobs.size > maxOwn && oldest !== undefined) jobs.delete(oldest);
  }

  /** A job whose shares count. */
  valid(id: string, session: object): OpenJob | undefined {
    return find(this.#valid, id, session);
  }

  /** An older job, on which only a block is of use. */
  stale(id: string, session: object): OpenJob | undefined {
    return find(this.#stale, id, session);
  }

  /** Whether a block that counts for nothing is new: it need not be submitted again and again. */
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
