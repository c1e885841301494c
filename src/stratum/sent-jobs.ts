/** The terms of a job: the difficulty of its shares, and the extranonce in their coinbase. */
export interface JobTerms {
  readonly difficulty: number;
  readonly extranonce1: string;
  readonly extranonce2Size: number;
}

/** More jobs than any pool keeps valid; the oldest is forgotten first. */
const maxJobs = 1024;

/**
 * The jobs that were sent to a session, with their terms. Miners apply a new difficulty and extranonce to the
 * next job, so a share is checked against the terms of its own job, even if they have changed since.
 */
export class SentJobs {
  #terms = new Map<string, JobTerms>();
  /** Terms of the jobs that the last clean job made worthless. */
  #late: ReadonlyMap<string, JobTerms> = new Map();

  /**
   * Records a sent job. A job that is sent again under the same id keeps the lower difficulty, because some
   * miners ignore the second one.
   */
  add(jobId: string, terms: JobTerms, cleanJobs: boolean): void {
    const before = this.#terms.get(jobId);
    if (cleanJobs) {
      this.#late = this.#terms;
      this.#terms = new Map();
    }
    const lower = before !== undefined && before.difficulty < terms.difficulty;
    this.#terms.set(jobId, lower ? { ...terms, difficulty: before.difficulty } : terms);
    if (this.#terms.size <= maxJobs) return;
    const [oldest] = this.#terms.keys();
    if (oldest !== undefined) this.#terms.delete(oldest);
  }

  /** Undefined for a job that was never sent, or that a later clean job made worthless. */
  get(jobId: string): JobTerms | undefined {
    return this.#terms.get(jobId);
  }

  /** The terms of a job that the last clean job made worthless: a block on it may still win. */
  late(jobId: string): JobTerms | undefined {
    return this.#terms.get(jobId) ?? this.#late.get(jobId);
  }
}
