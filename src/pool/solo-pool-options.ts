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
  /** Adjusts each session's difficulty to its hash rate. Default: off. */
  readonly vardiff?: VardiffOptions;
  /** Bytes of extranonce1 and extranonce2 together, as the server gives them out. Default: 8. */
  readonly extranonceSize?: number;
  /** Version bits that miners may roll, as the server grants them. Default: those of BIP320. */
  readonly versionMask?: number;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What a pool needs of a server: any `StratumServer` has it. */
export interface PoolServer {
  readonly sessions: Sessions<PoolSession>;
  readonly broadcast: ToClient;
  on(event: "ready" | "suggested", listener: (session: PoolSession) => void): unknown;
  off(event: "ready" | "suggested", listener: (session: PoolSession) => void): unknown;
}

/** A session of such a server. */
export type PoolSession = StratumSession<ToClient, unknown>;

/** A share that was judged. */
export interface ShareEvent {
  readonly session: PoolSession;
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
  /** What the daemon said: null where it took the block. */
  readonly verdict: string | null;
}

export interface SoloPoolEvents {
  job: [job: TemplateJob, cleanJobs: boolean];
  share: [share: ShareEvent];
  /** A share solved a block, and the daemon has said what it thinks of it. */
  block: [block: BlockEvent];
  /** The daemon could not be asked, or not be given a block. */
  warning: [error: unknown];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

/** Bytes of a coinbase's script that are left beside the height and what the daemon wants. */
const freeScript = 80;

/** @throws RpcError `INVALID_OPTION`. */
export function checkOptions({
  tag,
  extranonceSize,
  versionMask,
  vardiff,
}: Required<Pick<SoloPoolOptions, "tag" | "extranonceSize" | "versionMask">> &
  Pick<SoloPoolOptions, "vardiff">): void {
  checkOption("extranonceSize", extranonceSize, { min: 3, max: 32, whole: true });
  checkOption("tag's size", Buffer.byteLength(tag), { max: freeScript - extranonceSize });
  checkOption("versionMask", versionMask, { max: 0xffffffff, whole: true });
  checkOption("vardiff.target", vardiff?.target, { above: true });
  checkOption("vardiff.min", vardiff?.min);
  checkOption("vardiff.max", vardiff?.max, { min: vardiff?.min ?? 0, above: vardiff?.min === undefined });
}
