import type { ToClient } from "../../generated/stratum/index.js";
import type { DaemonClient } from "../daemon/client.js";
import { checkOption, type Logger, type RpcError } from "../rpc/index.js";
import type { StratumSession } from "../stratum/session.js";
import type { Sessions } from "../stratum/sessions.js";
import type { VardiffOptions } from "../stratum/vardiff.js";
import type { Algorithm, TemplateJob } from "../work/index.js";

/** How a solo pool works. */
export interface SoloPoolOptions {
  readonly daemon: DaemonClient;
  /** Where the whole reward of a block goes to. */
  readonly address: string;
  /** Default: `sha256d`. */
  readonly algorithm?: Algorithm;
  /** The rules that the coin's daemon insists on. Default: `segwit` and `mweb`, which suit Bitcoin and Litecoin. */
  readonly rules?: readonly string[];
  /** Signs the blocks. Default: `/stratum/`. */
  readonly tag?: string;
  /**
   * Adjusts each session's difficulty to its hash rate. Miners may name one in their password (`d=1024`) or suggest
   * one; both are kept within `min` and `max`. Default: off, the server's difficulty holds for everybody.
   */
  readonly vardiff?: VardiffOptions;
  /** Bytes of extranonce1 and extranonce2 together, as the server gives them out. Default: 8. */
  readonly extranonceSize?: number;
  /** Version bits that miners may roll, as the server grants them. Default: those of BIP320. */
  readonly versionMask?: number;
  /**
   * Shares of one tip that are remembered, so that none counts twice; each takes about 150 bytes. When there are as
   * many, the pool voids all jobs and gives out new ones. Default: 500,000.
   */
  readonly sharesPerTip?: number;
  /** Blocks that may wait for the daemon at a time; one more is lost, which `unsubmitted` tells. Default: 256. */
  readonly pendingBlocks?: number;
  /** Milliseconds that `stop` waits for the daemon's verdict on blocks. Default: 10,000. */
  readonly stopTimeout?: number;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/**
 * What a pool needs of a server: any `StratumServer` has it.
 *
 * @typeParam Data What the server keeps with each session.
 */
export interface PoolServer<Data = unknown> {
  readonly sessions: Sessions<PoolSession<Data>>;
  readonly broadcast: ToClient;
  on(event: "ready" | "suggested", listener: (session: PoolSession<Data>) => void): unknown;
  off(event: "ready" | "suggested", listener: (session: PoolSession<Data>) => void): unknown;
}

/** A session of such a server. */
export type PoolSession<Data = unknown> = StratumSession<ToClient, Data>;

/** A share that was judged. */
export interface ShareEvent<Data = unknown> {
  readonly session: PoolSession<Data>;
  readonly worker: string;
  /** The difficulty that the share had to meet; undefined where its job is not known. */
  readonly difficulty: number | undefined;
  readonly accepted: boolean;
  /** Why it was refused. */
  readonly reason?: RpcError;
}

/** A block that was found. */
export interface BlockEvent {
  readonly height: number;
  /** Display order. */
  readonly hash: string;
  readonly worker: string;
  /**
   * What the daemon said: null where the block is on its best chain, `inconclusive` where it's valid but another one
   * of that height came first; else why it refuses the block.
   */
  readonly verdict: string | null;
}

/** A block of which the daemon gave no verdict yet. */
export interface UnsubmittedEvent extends Pick<BlockEvent, "height" | "hash" | "worker"> {
  /** The block as `submitblock` takes it. */
  readonly bytes: Buffer;
  /** Attempts that failed so far; where the block is given up, without the last one. */
  readonly attempts: number;
  readonly error: RpcError;
  /** Milliseconds until the next attempt; undefined where the pool has given the block up. */
  readonly retryIn: number | undefined;
}

/** What a solo pool emits. */
export interface SoloPoolEvents<Data = unknown> {
  job: [job: TemplateJob, cleanJobs: boolean];
  share: [share: ShareEvent<Data>];
  /** A share solved a block, and the daemon has said what it thinks of it. */
  block: [block: BlockEvent];
  /** An attempt to submit a block failed. Emitted for each; the last one has no `retryIn`, or `block` follows. */
  unsubmitted: [block: UnsubmittedEvent];
  /** The daemon could not be asked. */
  warning: [error: unknown];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

/** Bytes of a coinbase's script that are left beside the height, what the daemon wants and the job's serial number. */
const freeScript = 75;

/** A pool's options with their defaults. */
export type CheckedOptions = Required<Omit<SoloPoolOptions, "vardiff">> & Pick<SoloPoolOptions, "vardiff">;

/** @throws RpcError `INVALID_OPTION`. */
export function checkOptions({
  tag,
  extranonceSize,
  versionMask,
  sharesPerTip,
  pendingBlocks,
  stopTimeout,
  vardiff,
}: CheckedOptions): void {
  checkOption("extranonceSize", extranonceSize, { min: 3, max: 32, whole: true });
  checkOption("tag's size", Buffer.byteLength(tag), { max: freeScript - extranonceSize });
  checkOption("versionMask", versionMask, { max: 0xffffffff, whole: true });
  checkOption("sharesPerTip", sharesPerTip, { min: 1, whole: true });
  checkOption("pendingBlocks", pendingBlocks, { min: 1 });
  checkOption("stopTimeout", stopTimeout, { max: 2 ** 31 - 1 });
  checkOption("vardiff.target", vardiff?.target, { above: true });
  checkOption("vardiff.min", vardiff?.min);
  checkOption("vardiff.max", vardiff?.max, { min: vardiff?.min ?? 0, above: vardiff?.min === undefined });
}
