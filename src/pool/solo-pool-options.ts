import type { ToClient } from "../../generated/stratum/index.js";
import type { DaemonClient } from "../daemon/client.js";
import { checkOption, type Logger, type RpcError } from "../rpc/index.js";
import type { StratumSession } from "../stratum/session.js";
import type { Sessions } from "../stratum/sessions.js";
import type { VardiffOptions } from "../stratum/vardiff.js";
import type { Algorithm, TemplateJob } from "../work/index.js";

/** Options of a `SoloPool`. */
export interface SoloPoolOptions {
  readonly daemon: DaemonClient;
  /** The address that gets the whole reward of a block. */
  readonly address: string;
  /** Default: `sha256d`. */
  readonly algorithm?: Algorithm;
  /** The rules that the coin's daemon requires. Default: `segwit` and `mweb`, for Bitcoin and Litecoin. */
  readonly rules?: readonly string[];
  /** Text in the coinbase that names the pool. Default: `/stratum/`. */
  readonly tag?: string;
  /**
   * Adjusts each session's difficulty to its hash rate. Miners may set one in their password (`d=1024`) or suggest
   * one, within `min` and `max`. Default: off, all sessions have the server's difficulty.
   */
  readonly vardiff?: VardiffOptions;
  /** Bytes of extranonce1 and extranonce2 together, as the server assigns them. Default: 8. */
  readonly extranonceSize?: number;
  /** Version bits that miners may roll, as the server grants them. Default: BIP320's. */
  readonly versionMask?: number;
  /**
   * Shares per tip that are remembered, so that none counts twice; each takes about 150 bytes. At this limit the
   * pool voids all jobs and sends new ones. Default: 500,000.
   */
  readonly sharesPerTip?: number;
  /** Blocks that may wait for the daemon; further ones are lost and reported as `unsubmitted`. Default: 256. */
  readonly pendingBlocks?: number;
  /** Milliseconds that `stop` waits for the daemon's verdict on pending blocks. Default: 10,000. */
  readonly stopTimeout?: number;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** The part of a `StratumServer` that a pool needs. */
export interface PoolServer<Data = unknown> {
  readonly sessions: Sessions<PoolSession<Data>>;
  readonly broadcast: ToClient;
  on(event: "ready" | "suggested", listener: (session: PoolSession<Data>) => void): unknown;
  off(event: "ready" | "suggested", listener: (session: PoolSession<Data>) => void): unknown;
}

/** A session of a `PoolServer`. */
export type PoolSession<Data = unknown> = StratumSession<ToClient, Data>;

/** An accepted or refused share. */
export interface ShareEvent<Data = unknown> {
  readonly session: PoolSession<Data>;
  readonly worker: string;
  /** The difficulty that the share had to meet; undefined when its job is unknown. */
  readonly difficulty: number | undefined;
  readonly accepted: boolean;
  /** Why the share was refused. */
  readonly reason?: RpcError;
}

/** A block with the daemon's verdict. */
export interface BlockEvent {
  readonly height: number;
  /** Display order. */
  readonly hash: string;
  readonly worker: string;
  /**
   * The daemon's verdict: null when the block is on its best chain, `inconclusive` when it's valid but another block
   * of that height came first; else the reason of the rejection.
   */
  readonly verdict: string | null;
}

/** A block without a verdict of the daemon. */
export interface UnsubmittedEvent extends Pick<BlockEvent, "height" | "hash" | "worker"> {
  /** The block as `submitblock` accepts it. */
  readonly bytes: Buffer;
  /** Failed attempts so far; when the block is given up, without the last one. */
  readonly attempts: number;
  readonly error: RpcError;
  /** Milliseconds until the next attempt; undefined when the pool has given the block up. */
  readonly retryIn: number | undefined;
}

/** What a solo pool emits. */
export interface SoloPoolEvents<Data = unknown> {
  job: [job: TemplateJob, cleanJobs: boolean];
  share: [share: ShareEvent<Data>];
  /** A share solved a block, and the daemon returned a verdict. */
  block: [block: BlockEvent];
  /** An attempt to submit a block failed. Emitted per attempt; ends with one without `retryIn`, or with `block`. */
  unsubmitted: [block: UnsubmittedEvent];
  /** A call to the daemon failed. */
  warning: [error: unknown];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

/** Bytes of a coinbase's script that the height, the daemon's bytes and the job's serial number leave free. */
const freeScript = 75;

/** A pool's options with defaults applied. */
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
