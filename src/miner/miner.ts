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

/** Options of a `Miner`. */
export interface MinerOptions {
  readonly username: string;
  /** Default: `x`. */
  readonly password?: string;
  /** Default: `sha256d`. */
  readonly algorithm?: Algorithm;
  /** The user agent that the miner sends. Default: `stratum`. */
  readonly userAgent?: string;
  /** Seconds per share for which the miner suggests a difficulty, unless its password sets one. Default: no suggestion. */
  readonly pace?: number;
}

export interface MinerEvents {
  job: [job: MiningNotifyParams];
  /** The pool set the difficulty of the next job. */
  difficulty: [difficulty: number];
  /** The pool accepted a share. */
  accepted: [jobId: string];
  /** The pool refused a share, or the connection ended before it answered. */
  refused: [jobId: string, reason: RpcError];
  /** The hash rate, about once per second. */
  rate: [hashesPerSecond: number];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

/** The job in progress. */
interface Work {
  readonly job: Job;
  readonly target: bigint;
  readonly header: Buffer;
  readonly extranonce2: Buffer;
  nonce: number;
}

/** Milliseconds of one stretch of hashing, which blocks the event loop. */
const stretch = 5;

/** Milliseconds between two measurements of the hash rate. */
const measuring = 1_000;

/** Nonces per header; then extranonce2 is incremented. */
const nonces = 2 ** 32;

/**
 * Mines on a pool with one CPU core, in short stretches that leave time for the rest of the process. It is
 * for testing pools, not for earning coins.
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
   * Subscribes, authorizes and mines until it is stopped or the connection closes.
   *
   * @throws RpcError `UNAUTHORIZED` if the pool rejects the worker; or the error of a failed call.
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
      throw new RpcError("UNAUTHORIZED", `the pool rejected the worker "${username}"`);
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

  /** Starts a job with an unused extranonce2, so that its shares can't be duplicates. */
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

  /** @returns The number of computed hashes. */
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

  /** Suggests a difficulty for the measured hash rate. */
  #suggest(): void {
    const { pace, password } = this.#options;
    if (pace === undefined || namesDifficulty(password)) return;
    const rate = measureHashRate(this.#algorithm);
    suggestDifficulty(this.#client, difficultyAt(rate, pace, this.#algorithm));
  }
}

/** Milliseconds of warm-up, and of the measurement after it. */
const warmUp = 100;

/** Measures the hash rate of one core in hashes per second. Blocks the event loop for 200 ms. */
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
