/** The terms on which a job was sent: what its shares must meet, and what their coinbase holds. */
export interface JobTerms {
  readonly difficulty: number;
  readonly extranonce1: string;
  readonly extranonce2Size: number;
}

/** More jobs than any pool keeps valid at a time; the oldest is forgotten. */
const maxJobs = 1024;

/**
 * The jobs that a session was sent, each with its terms. A miner applies a new difficulty and a new
 * extranonce to the next job, so a share is judged by the terms of its own job, however often they
 * changed since.
 */
export class SentJobs {
  #terms = new Map<string, JobTerms>();
  /** Of the jobs that the last clean one made worthless. */
  #late: ReadonlyMap<string, JobTerms> = new Map();

  /**
   * A job was sent. Sent again under the same id it keeps the lower difficulty: some miners ignore
   * the second one.
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

  /** Undefined for a job that was never sent, or that a later one made worthless. */
  get(jobId: string): JobTerms | undefined {
    return this.#terms.get(jobId);
  }

  /** As `get`, for a job that the last clean one made worthless: a block that was found on it may still win. */
  late(jobId: string): JobTerms | undefined {
    return this.#terms.get(jobId) ?? this.#late.get(jobId);
  }
}
