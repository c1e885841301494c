import { reversed } from "./byte-order.js";
import { buildCoinbase, type Coinbase, type Output, withWitness } from "./coinbase.js";
import { coinbaseOf, type Solution } from "./header.js";
import type { Job } from "./job.js";
import { merkleBranch } from "./merkle.js";
import { compactSize } from "./script.js";
import { targetOfBits } from "./target.js";

/** The members of `getblocktemplate`'s result that a block is built from (BIP22, BIP141). */
export interface Template {
  readonly version: number;
  /** Display order. */
  readonly previousblockhash: string;
  readonly transactions: readonly { readonly data: string; readonly txid?: string; readonly hash: string }[];
  readonly coinbaseaux: Readonly<Record<string, string>>;
  /** Satoshis. */
  readonly coinbasevalue: number;
  /** 8 hexadecimal digits. */
  readonly bits: string;
  readonly height: number;
  /** Unix seconds. */
  readonly curtime: number;
  readonly mintime: number;
  readonly default_witness_commitment?: string;
  /** Litecoin's extension block. */
  readonly mweb?: string;
}

/** A job with the template from which its block will be built. */
export interface TemplateJob extends Job {
  readonly template: Template;
  readonly height: number;
  /** The network's target: a hash at or below it solves a block. */
  readonly target: bigint;
}

/** How a job is built from a template. */
export interface JobOptions {
  readonly id: string;
  /** The script that gets the whole reward, or the outputs that share it. */
  readonly payout: Uint8Array | readonly Output[];
  /** Bytes of extranonce1 and extranonce2 together. */
  readonly extranonceSize: number;
  /** Makes the job's headers unique among jobs of the same template: an integer below 2^32. Default: none. */
  readonly serial?: number;
  readonly tag?: string;
  /** Version bits that miners may roll. They are clear in the job, because pools combine them in different ways. */
  readonly versionMask?: number;
}

/** Builds the job of a template. */
export function buildJob(template: Template, options: JobOptions): TemplateJob {
  const { id, versionMask = 0 } = options;
  const bits = Number.parseInt(template.bits, 16);
  return {
    id,
    ...coinbaseFor(template, options),
    previousHash: reversed(Buffer.from(template.previousblockhash, "hex")),
    merkleBranch: merkleBranch(
      template.transactions.map(({ txid, hash }) => reversed(Buffer.from(txid ?? hash, "hex"))),
    ),
    version: (template.version & ~versionMask) >>> 0,
    bits,
    time: template.curtime,
    template,
    height: template.height,
    target: targetOfBits(bits),
  };
}

/**
 * Builds another job on the same template: a different `serial` makes all its headers new. Rebuilds only the
 * coinbase, however many transactions there are.
 */
export function renewJob(
  job: TemplateJob,
  options: Omit<JobOptions, "versionMask"> & Required<Pick<JobOptions, "serial">>,
): TemplateJob {
  return { ...job, id: options.id, ...coinbaseFor(job.template, options) };
}

function coinbaseFor(
  template: Template,
  { payout, extranonceSize, serial, tag = "" }: Omit<JobOptions, "id" | "versionMask">,
): Coinbase {
  const outputs = payout instanceof Uint8Array ? [{ value: template.coinbasevalue, script: payout }] : payout;
  const commitment = template.default_witness_commitment;
  return buildCoinbase({
    height: template.height,
    aux: Buffer.from(Object.values(template.coinbaseaux).join(""), "hex"),
    extranonceSize,
    ...(serial !== undefined && { serial }),
    tag: Buffer.from(tag),
    outputs: commitment ? [...outputs, { value: 0, script: Buffer.from(commitment, "hex") }] : outputs,
  });
}

/** The bytes of a solved block, as `submitblock` accepts them. */
export function buildBlock(
  job: TemplateJob,
  header: Uint8Array,
  solution: Pick<Solution, "extranonce1" | "extranonce2">,
): Buffer {
  const { transactions, default_witness_commitment, mweb } = job.template;
  const coinbase = coinbaseOf(job, solution);
  return Buffer.concat([
    header,
    compactSize(transactions.length + 1),
    default_witness_commitment ? withWitness(coinbase) : coinbase,
    ...transactions.map(({ data }) => Buffer.from(data, "hex")),
    ...(mweb ? [Buffer.from(`01${mweb}`, "hex")] : []),
  ]);
}
