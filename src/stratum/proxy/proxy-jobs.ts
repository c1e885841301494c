import type { MiningNotifyParams } from "../../../generated/stratum/index.js";
import { type Job, readJob } from "../../work/index.js";

/** A pool's job, as a proxy sent it to its miners. */
export interface ProxyJob {
  /** The pool's id of the job. */
  readonly poolJobId: string;
  /** The connection to the pool that it came from. */
  readonly connection: number;
  /** The job as sent to miners. */
  readonly notify: MiningNotifyParams;
  readonly job: Job;
  /** The padding in the pool's extranonce2 before the miner's part. */
  readonly padding: string;
  /** The pool's difficulty when it sent the job. */
  readonly difficulty: number;
  /** Headers submitted on this job. */
  readonly headers: Set<string>;
}

/** More jobs than pools keep valid; the oldest is forgotten first. */
const maxJobs = 64;

/** The jobs that a proxy sent, under its own ids, because two pools may use the same ones. */
export class ProxyJobs {
  readonly #jobs = new Map<string, ProxyJob>();
  /** Counts pools and changes of their extranonce, which make earlier jobs worthless. */
  #connection = 0;
  #needsCleanJob = true;
  #lastId = 0;
  #current: ProxyJob | undefined;

  /** The job that miners should work on. */
  get current(): ProxyJob | undefined {
    return this.#current;
  }

  /** Makes earlier jobs worthless. */
  changePool(): void {
    this.#connection++;
    this.#needsCleanJob = true;
  }

  /**
   * Adds a pool's job. The pool's extranonce1 becomes part of `coinb1`, so that miners keep their extranonce
   * when the pool or its extranonce changes.
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

  /** Whether the pool still accepts shares on a job. */
  isOpen({ connection }: ProxyJob): boolean {
    return connection === this.#connection;
  }
}
