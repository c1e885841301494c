import { EventEmitter } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { MiningNotifyParams } from "../../generated/stratum/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import { checkOption, isRpcError, RpcError } from "../rpc/index.js";
import type { ConnectedClient } from "../stratum/client.js";
import { difficultyAt, namesDifficulty, suggestDifficulty } from "../stratum/suggestion.js";
import {
  type Algorithm,
  headerOf,
  headerSize,
  type Job,
  readJob,
  sha256d,
  targetOfDifficulty,
  toHexU32,
} from "../work/index.js";
import { searchNonces } from "./search.js";

/** Who mines, and how. */
export interface MinerOptions {
  readonly username: string;
  /** Default: `x`. */
  readonly password?: string;
  /** Default: `sha256d`. */
  readonly algorithm?: Algorithm;
  /** What the miner calls itself. Default: `stratum`. */
  readonly userAgent?: string;
  /** Seconds that it would like a share to take; it suggests a difficulty for that, unless its password names one. Default: no suggestion. */
  readonly pace?: number;
}

export interface MinerEvents {
  job: [job: MiningNotifyParams];
  /** The pool set the difficulty of the next job. */
  difficulty: [difficulty: number];
  /** The pool took a share. */
  accepted: [jobId: string];
  /** The pool refused a share, or the connection ended before it answered. */
  refused: [jobId: string, reason: RpcError];
  /** Hashes a second, about once a second. */
  rate: [hashesPerSecond: number];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

/** A job as it is worked on. */
interface Work {
  readonly job: Job;
  readonly target: bigint;
  readonly header: Buffer;
  readonly extranonce2: Buffer;
  nonce: number;
}

/** Milliseconds that one stretch of hashing takes: nothing else of the process runs meanwhile. */
const stretch = 5;

/** Milliseconds over which the hash rate is measured. */
const measuring = 1_000;

/** Nonces of a header; then extranonce2 moves on. */
const nonces = 2 ** 32;

/**
 * Mines on a pool with one processor core, in short stretches between which everything else of the
 * process goes on. It is for trying pools out, not for earning coins.
 */
export class Miner extends EventEmitter<MinerEvents> {
  readonly #client: ConnectedClient;
  readonly #options: MinerOptions;
  readonly #algorithm: Algorithm;
  #extranonce1 = Buffer.alloc(0);
  #extranonce2Size = 0;
  #extranonce2 = 0n;
  #difficulty = 1;
  #work: Work | undefined;
  #running = true;

  /** @throws RpcError `INVALID_OPTION`. */
  constructor(client: ConnectedClient, options: MinerOptions) {
    super();
    guardListeners(this);
    checkOption("pace", options.pace, { above: true });
    this.#client = client;
    this.#options = options;
    this.#algorithm = options.algorithm ?? sha256d;
  }

  /**
   * Subscribes, authorizes and mines until it is stopped or the connection is over.
   *
   * @throws RpcError `UNAUTHORIZED` where the pool refuses the worker; what its calls fail with.
   */
  async run(): Promise<void> {
    const { username, password = "x", userAgent = "stratum" } = this.#options;
    this.#client.once("close", () => this.stop());
    this.#client.on("mining.set_difficulty", ({ difficulty }) => {
      this.#difficulty = difficulty;
      this.emit("difficulty", difficulty);
    });
    this.#client.on("mining.set_extranonce", ({ extranonce1, extranonce2Size }) => {
      if (extranonce1 !== undefined) this.#extranonce1 = Buffer.from(extranonce1, "hex");
      this.#extranonce2Size = extranonce2Size ?? this.#extranonce2Size;
    });
    this.#client.on("mining.notify", (params) => {
      this.#take(readJob(params));
      this.emit("job", params);
    });
    const { extranonce1, extranonce2Size } = await this.#client.mining.subscribe({ userAgent });
    this.#extranonce1 = Buffer.from(extranonce1, "hex");
    this.#extranonce2Size = extranonce2Size;
    if (!(await this.#client.mining.authorize({ username, password }))) {
      throw new RpcError("UNAUTHORIZED", `the pool refuses the worker ${username}`);
    }
    this.#suggest();
    await this.#mine();
  }

  /** Stops after the current stretch. */
  stop(): void {
    this.#running = false;
  }

  #take(job: Job): void {
    this.#begin(job, targetOfDifficulty(this.#difficulty, this.#algorithm));
  }

  /** A job with an extranonce2 that was not used before: what is found on it can't be a duplicate. */
  #begin(job: Job, target: bigint): void {
    const size = 2 * this.#extranonce2Size;
    const digits = (this.#extranonce2++).toString(16).padStart(size, "0");
    const extranonce2 = Buffer.from(digits.slice(digits.length - size), "hex");
    const { version, time } = job;
    const header = headerOf(job, { extranonce1: this.#extranonce1, extranonce2, version, time, nonce: 0 });
    this.#work = { job, target, header, extranonce2, nonce: 0 };
  }

  async #mine(): Promise<void> {
    let count = 1_000;
    let hashes = 0;
    let since = performance.now();
    while (this.#running) {
      const start = performance.now();
      if (this.#work) {
        hashes += this.#stretch(this.#work, count);
        const took = Math.max(performance.now() - start, 0.1);
        count = Math.max(1, Math.min(2 * count, Math.round((count * stretch) / took)));
        await nextTurn();
      } else await idle();
      const now = performance.now();
      if (now - since < measuring) continue;
      this.emit("rate", (hashes / (now - since)) * 1000);
      hashes = 0;
      since = now;
    }
  }

  /** @returns How many hashes it computed. */
  #stretch(work: Work, wished: number): number {
    const count = Math.min(wished, nonces - work.nonce);
    const found = searchNonces(
      { header: work.header, from: work.nonce, count, target: work.target },
      this.#algorithm,
    );
    const done = found === undefined ? count : found - work.nonce + 1;
    work.nonce += done;
    if (found !== undefined) void this.#submit(work, found);
    if (work.nonce === nonces) this.#begin(work.job, work.target);
    return done;
  }

  async #submit({ job, extranonce2 }: Work, nonce: number): Promise<void> {
    try {
      const accepted = await this.#client.mining.submit({
        username: this.#options.username,
        jobId: job.id,
        extranonce2: extranonce2.toString("hex"),
        ntime: toHexU32(job.time),
        nonce: toHexU32(nonce),
      });
      if (accepted) this.emit("accepted", job.id);
      else this.emit("refused", job.id, new RpcError("OTHER", "The pool gave no reason"));
    } catch (error) {
      if (isRpcError(error)) this.emit("refused", job.id, error);
    }
  }

  /** Measures one stretch to know what difficulty suits it. */
  #suggest(): void {
    const { pace, password } = this.#options;
    if (pace === undefined || namesDifficulty(password)) return;
    const rate = measureHashRate(this.#algorithm);
    suggestDifficulty(this.#client, difficultyAt(rate, pace, this.#algorithm));
  }
}

/** Milliseconds until hashing is as fast as it gets, and then to measure it. */
const warmUp = 100;

/** Hashes a second of one core, measured for a fifth of a second in which nothing else runs. */
export function measureHashRate(algorithm: Algorithm): number {
  hashFor(warmUp, algorithm);
  return hashFor(warmUp, algorithm);
}

function hashFor(milliseconds: number, algorithm: Algorithm): number {
  const header = Buffer.alloc(headerSize);
  const start = performance.now();
  let hashes = 0;
  while (performance.now() - start < milliseconds) {
    searchNonces({ header, from: hashes, count: 50, target: 0n }, algorithm);
    hashes += 50;
  }
  return (hashes / (performance.now() - start)) * 1000;
}

function idle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
