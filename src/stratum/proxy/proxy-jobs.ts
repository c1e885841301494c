import type { MiningNotifyParams } from "../../../generated/stratum/index.js";
import { type Job, readJob } from "../../work/index.js";

/** A pool's job, as a proxy gave it to its miners. */
export interface ProxyJob {
  /** As the pool calls it. */
  readonly poolJobId: string;
  /** Which connection to the pool it came over. */
  readonly connection: number;
  /** As miners get it. */
  readonly notify: MiningNotifyParams;
  readonly job: Job;
  /** What stands in the pool's extranonce2 before the miner's part. */
  readonly padding: string;
  /** Of the pool, when it sent the job. */
  readonly difficulty: number;
  /** Headers that were submitted on it. */
  readonly headers: Set<string>;
}

/** More jobs than pools keep valid at a time; the oldest is forgotten. */
const maxJobs = 64;

/** The jobs that a proxy has given out, under ids of its own: those of two pools may be the same. */
export class ProxyJobs {
  readonly #jobs = new Map<string, ProxyJob>();
  /** Counts pools, and changes of their extranonce: what came before is worthless now. */
  #connection = 0;
  #needsCleanJob = true;
  #lastId = 0;
  #current: ProxyJob | undefined;

  /** The job that miners should work on. */
  get current(): ProxyJob | undefined {
    return this.#current;
  }

  /** What was given out before is of no use any more. */
  changePool(): void {
    this.#connection++;
    this.#needsCleanJob = true;
  }

  /**
   * Takes a pool's job. The pool's extranonce1 becomes part of `coinb1`: so miners keep the extranonce
   * that they were given when the pool, or its extranonce, changes.
   */
  add(
    params: MiningNotifyParams,
    { extranonce1, padding, difficulty }: Pick<ProxyJob, "padding" | "difficulty"> & { extranonce1: string },
  ): ProxyJob {
    const id = (++this.#lastId).toString(16);
    const cleanJobs = params.cleanJobs || this.#needsCleanJob;
    const notify = { ...params, jobId: id, coinb1: params.coinb1 + extranonce1 + padding, cleanJobs };
    this.#needsCleanJob = false;
    if (cleanJobs) this.#jobs.clear();
    const job = {
      poolJobId: params.jobId,
      connection: this.#connection,
      notify,
      job: readJob(notify),
      padding,
      difficulty,
      headers: new Set<string>(),
    };
    this.#jobs.set(id, job);
    this.#current = job;
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > maxJobs && oldest !== undefined) this.#jobs.delete(oldest);
    return job;
  }

  get(id: string): ProxyJob | undefined {
    return this.#jobs.get(id);
  }

  /** Whether the pool still takes shares on a job. */
  isOpen({ connection }: ProxyJob): boolean {
    return connection === this.#connection;
  }
}
