import { swapWords, toHexU32 } from "./byte-order.js";

/** A job for miners: the parameters of `mining.notify` without `cleanJobs`. */
export interface Job {
  readonly id: string;
  /** The previous block's hash in internal byte order, as in the header. */
  readonly previousHash: Buffer;
  readonly coinb1: Buffer;
  readonly coinb2: Buffer;
  /** In internal byte order. */
  readonly merkleBranch: readonly Buffer[];
  /** The header's version, unsigned. */
  readonly version: number;
  /** The network's target in compact form. */
  readonly bits: number;
  /** Unix seconds. */
  readonly time: number;
}

/** The parameters of `mining.notify`. */
export interface NotifyParams {
  readonly jobId: string;
  readonly prevhash: string;
  readonly coinb1: string;
  readonly coinb2: string;
  readonly merkleBranch: string[];
  readonly version: string;
  readonly nbits: string;
  readonly ntime: string;
  readonly cleanJobs: boolean;
}

/** Reads a job from the parameters of `mining.notify`. */
export function readJob(params: Omit<NotifyParams, "cleanJobs">): Job {
  return {
    id: params.jobId,
    previousHash: swapWords(Buffer.from(params.prevhash, "hex")),
    coinb1: Buffer.from(params.coinb1, "hex"),
    coinb2: Buffer.from(params.coinb2, "hex"),
    merkleBranch: params.merkleBranch.map((hash) => Buffer.from(hash, "hex")),
    version: Number.parseInt(params.version, 16),
    bits: Number.parseInt(params.nbits, 16),
    time: Number.parseInt(params.ntime, 16),
  };
}

/** Writes a job as the parameters of `mining.notify`. */
export function writeJob(job: Job, cleanJobs: boolean): NotifyParams {
  return {
    jobId: job.id,
    prevhash: swapWords(job.previousHash).toString("hex"),
    coinb1: job.coinb1.toString("hex"),
    coinb2: job.coinb2.toString("hex"),
    merkleBranch: job.merkleBranch.map((hash) => hash.toString("hex")),
    version: toHexU32(job.version),
    nbits: toHexU32(job.bits),
    ntime: toHexU32(job.time),
    cleanJobs,
  };
}
