import type { BlockTemplate } from "../../generated/daemon/index.js";
import type { MinedCoin } from "../../src/daemon/presets/preset.js";
import {
  buildBlock,
  buildJob,
  headerOf,
  nonceOffset,
  type TemplateJob,
  targetOfBits,
  toNumber,
} from "../../src/work/index.js";

/** What is done to a block on its way. */
export interface Edits {
  readonly template?: Partial<BlockTemplate>;
  /** The script that gets the reward. Default: OP_TRUE, which is anybody's. */
  readonly payout?: Buffer;
  readonly job?: (job: TemplateJob) => Partial<TemplateJob>;
  /** Before it is solved. */
  readonly header?: (header: Buffer) => void;
  /** After it is solved. */
  readonly block?: (block: Buffer) => Buffer;
  /** Whether the hash should be above the target. */
  readonly misses?: boolean;
}

const anybody = Buffer.from("51", "hex");
let blocks = 0;

/** A block on a template, solved for the coin's proof of work, in hexadecimal digits. No two are the same. */
export function solveBlock(template: BlockTemplate, { algorithm }: MinedCoin, edits: Edits = {}): string {
  const extranonce1 = Buffer.alloc(4);
  extranonce1.writeUInt32LE(++blocks);
  const options = { id: "", payout: edits.payout ?? anybody, extranonceSize: 4 };
  const plain = buildJob({ ...template, ...edits.template }, options);
  const job = { ...plain, ...edits.job?.(plain) };
  const solution = { extranonce1, extranonce2: Buffer.alloc(0), time: job.time, version: job.version };
  const header = headerOf(job, { ...solution, nonce: 0 });
  edits.header?.(header);
  const target = targetOfBits(header.readUInt32LE(72));
  for (let nonce = 0; ; nonce++) {
    header.writeUInt32LE(nonce, nonceOffset);
    const meets = toNumber(algorithm.hash(header)) <= target;
    if (meets !== (edits.misses ?? false)) break;
  }
  const block = buildBlock(job, header, solution);
  return (edits.block?.(block) ?? block).toString("hex");
}
