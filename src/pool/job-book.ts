import type { TemplateJob } from "../work/index.js";

/** A job with what was submitted on it. */
export interface OpenJob {
  readonly job: TemplateJob;
  /** Headers that were submitted, so that none counts twice. */
  readonly headers: Set<string>;
}

/** Templates whose jobs are valid at a time. They are large, and miners that are further behind do not follow. */
const maxTemplates = 16;

/** Jobs that are kept after that: a block that was found on them may still win. */
const maxStale = 8;

/** The jobs that a pool gave out. Those of the current tip are valid; a few older ones are kept for late blocks. */
export class JobBook {
  readonly #valid = new Map<string, OpenJob>();
  readonly #stale = new Map<string, OpenJob>();
  readonly #templates: TemplateJob["template"][] = [];
  #lastId = 0;

  /** The id of the next job: hexadecimal digits, as short as miners like it. */
  nextId(): string {
    this.#lastId = (this.#lastId + 1) % 0x100000000;
    return this.#lastId.toString(16);
  }

  /** Opens a job; with `cleanJobs` those before it are stale from then on. */
  open(job: TemplateJob, cleanJobs: boolean): OpenJob {
    if (cleanJobs) this.#stale.clear();
    this.#retire(this.#templates.splice(0, this.#templates.length - (cleanJobs ? 0 : maxTemplates - 1)));
    const open = { job, headers: new Set<string>() };
    this.#templates.push(job.template);
    this.#valid.set(job.id, open);
    return open;
  }

  /**
   * Opens a job again under another id, for a miner that would not take the same id twice. Both share
   * the headers: what was submitted on one is a duplicate on the other.
   */
  reopen({ job, headers }: OpenJob): TemplateJob {
    const again = { ...job, id: this.nextId() };
    this.#valid.set(again.id, { job: again, headers });
    return again;
  }

  #retire(templates: readonly TemplateJob["template"][]): void {
    for (const [id, open] of this.#valid) {
      if (!templates.includes(open.job.template)) continue;
      this.#valid.delete(id);
      this.#stale.set(id, open);
    }
    for (const id of [...this.#stale.keys()].slice(0, -maxStale)) this.#stale.delete(id);
  }

  /** A job whose shares count. */
  valid(id: string): OpenJob | undefined {
    return this.#valid.get(id);
  }

  /** A job of the block before, on which only a block is of use. */
  stale(id: string): OpenJob | undefined {
    return this.#stale.get(id);
  }
}
