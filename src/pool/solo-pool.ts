import { EventEmitter } from "node:events";
import type { BlockTemplate } from "../../generated/daemon/index.js";
import type { MiningSubmitParams, ServerHandlers, ToClient } from "../../generated/stratum/index.js";
import type { DaemonClient } from "../daemon/client.js";
import { checkOption, debugLogger, isRpcError, type Logger, RpcError } from "../rpc/index.js";
import type { JobTerms } from "../stratum/sent-jobs.js";
import type { StratumContext, StratumSession } from "../stratum/session.js";
import type { Sessions } from "../stratum/sessions.js";
import { meets } from "../stratum/share-target.js";
import type { VardiffOptions } from "../stratum/vardiff.js";
import { generalPurposeBits } from "../stratum/version-mask.js";
import {
  type Algorithm,
  buildBlock,
  buildJob,
  HashRate,
  sha256d,
  type TemplateJob,
  writeJob,
} from "../work/index.js";
import { handIn } from "./hand-in.js";
import { JobBook, type OpenJob } from "./job-book.js";
import { hashSubmission, type JudgedShare } from "./judge.js";
import { SessionDifficulty } from "./session-difficulty.js";
import { TemplateSource } from "./template-source.js";

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
}

const defaultRules = ["segwit", "mweb"];

/** How often silent sessions are looked at, in milliseconds. */
const reviewInterval = 1_000;

/**
 * A pool that gives every block to one address: templates from the daemon, jobs to the miners, shares
 * judged and blocks handed in. It is a worked example of all parts together, and good enough to mine
 * with. Use its `handlers` in a server, then `start` it on that.
 *
 * ```ts
 * const pool = new SoloPool({ daemon, address });
 * const server = new StratumServer({ handlers: pool.handlers });
 * await pool.start(server);
 * await server.listen({ port: 3333 });
 * ```
 */
export class SoloPool extends EventEmitter<SoloPoolEvents> {
  /** What a server asks of a pool. */
  readonly handlers: Pick<
    Required<ServerHandlers<StratumContext<ToClient, unknown>>>,
    "mining.authorize" | "mining.submit" | "mining.get_transactions"
  >;

  readonly #options: Required<Omit<SoloPoolOptions, "vardiff">> & Pick<SoloPoolOptions, "vardiff">;
  readonly #templates: TemplateSource;
  readonly #book = new JobBook();
  readonly #difficulties = new WeakMap<PoolSession, SessionDifficulty>();
  readonly #rates = new Map<string, HashRate>();
  #payout = Buffer.alloc(0);
  /** Blocks that the daemon has not said anything of yet. */
  readonly #solved = new Set<Promise<void>>();
  #current: OpenJob | undefined;
  #stop = () => {};

  /** @throws RpcError `INVALID_OPTION`. */
  constructor({
    algorithm = sha256d,
    rules = defaultRules,
    tag = "/stratum/",
    extranonceSize = 8,
    versionMask = generalPurposeBits,
    logger = debugLogger,
    ...options
  }: SoloPoolOptions) {
    super();
    checkOptions({ tag, extranonceSize, versionMask, vardiff: options.vardiff });
    this.#options = { algorithm, rules, tag, extranonceSize, versionMask, logger, ...options };
    this.#templates = new TemplateSource(options.daemon, { rules });
    this.#templates.on("template", (template, isNewBlock) => this.#open(template, isNewBlock));
    this.#templates.on("warning", (error) => this.#warn(error));
    this.handlers = {
      "mining.authorize": ({ password = "" }, { session }) => {
        const named = Number(password.match(/(?:^|[,;\s])d=([\d.]+(?:e[+-]?\d+)?)/i)?.[1]);
        if (named > 0 && Number.isFinite(named)) this.#difficultyOf(session).fix(named);
        return true;
      },
      "mining.submit": (submission, { session }) => this.#submit(submission, session),
      "mining.get_transactions": ({ jobId }) => {
        const open = this.#book.valid(jobId);
        if (!open) throw new RpcError("JOB_NOT_FOUND");
        return open.job.template.transactions.map(({ data }) => data);
      },
    };
  }

  /**
   * Gets the first template and gives jobs to the server's miners from then on.
   *
   * @throws RpcError where the daemon gives no template, or where the address is none of its chain.
   */
  async start(server: PoolServer): Promise<void> {
    const { daemon, address } = this.#options;
    const { isvalid, scriptPubKey } = await daemon.rpc.validateaddress({ address });
    if (!isvalid || !scriptPubKey) {
      throw new RpcError("INVALID_OPTION", `${address} is no address that a block of this chain can pay to`);
    }
    this.#payout = Buffer.from(scriptPubKey, "hex");
    const ready = (session: PoolSession) => this.#welcome(session);
    const suggested = (session: PoolSession) => {
      if (session.suggestedDifficulty)
        this.#difficultyOf(session).suggest(session.suggestedDifficulty, seconds());
    };
    const tell = (job: TemplateJob, cleanJobs: boolean) =>
      server.broadcast.mining.notify(writeJob(job, cleanJobs));
    const review = setInterval(() => {
      for (const session of server.sessions) this.#review(session);
      this.#forgetIdle();
    }, reviewInterval);
    server.on("ready", ready);
    server.on("suggested", suggested);
    this.on("job", tell);
    this.#stop = () => {
      clearInterval(review);
      server.off("ready", ready);
      server.off("suggested", suggested);
      this.off("job", tell);
    };
    await this.#templates.start();
  }

  /** Gives no more jobs and asks the daemon no more, once it has the blocks that were found. */
  async stop(): Promise<void> {
    this.#templates.stop();
    this.#stop();
    await Promise.all(this.#solved);
  }

  /** Asks the daemon for a template now: it reported a block. */
  refresh(): Promise<void> {
    return this.#templates.refresh();
  }

  /** A worker's hashes a second, estimated from its shares. */
  hashrateOf(worker: string): number {
    return this.#rates.get(worker)?.rate(seconds()) ?? 0;
  }

  #open(template: BlockTemplate, isNewBlock: boolean): void {
    const { tag, extranonceSize, versionMask } = this.#options;
    const job = buildJob(template, {
      id: this.#book.nextId(),
      payout: this.#payout,
      extranonceSize,
      tag,
      versionMask,
    });
    this.#current = this.#book.open(job, isNewBlock);
    this.emit("job", job, isNewBlock);
  }

  #welcome(session: PoolSession): void {
    const { difficulty } = session;
    session.send.mining.setDifficulty({ difficulty });
    if (this.#current) session.send.mining.notify(writeJob(this.#current.job, true));
  }

  /** A new difficulty holds from the next job on: where the pace is wrong, that one comes at once. */
  #review(session: PoolSession): void {
    if (!this.#difficultyOf(session).review(seconds()) || !this.#current) return;
    session.send.mining.notify(writeJob(this.#book.reopen(this.#current), false));
  }

  #submit(submission: MiningSubmitParams, session: PoolSession): boolean {
    const worker = submission.username;
    const terms = session.job(submission.jobId);
    const tell = (reason?: RpcError) => {
      const event = { session, worker, difficulty: terms?.difficulty, accepted: reason === undefined };
      this.emit("share", reason ? { ...event, reason } : event);
    };
    try {
      this.#judge(submission, session, terms);
    } catch (error) {
      if (isRpcError(error)) tell(error);
      throw error;
    }
    tell();
    return true;
  }

  /** @throws RpcError saying why a share does not count. */
  #judge(submission: MiningSubmitParams, session: PoolSession, terms: JobTerms | undefined): void {
    const { algorithm } = this.#options;
    const open = this.#book.valid(submission.jobId);
    if (!open || !terms) {
      this.#rescue(submission, session);
      throw new RpcError("JOB_NOT_FOUND");
    }
    const share = hashSubmission(open.job, terms, submission, this.#options);
    const header = share.header.toString("latin1");
    if (open.headers.has(header)) throw new RpcError("DUPLICATE_SHARE");
    if (!share.isBlock && !meets(share, terms.difficulty, algorithm)) {
      throw new RpcError("LOW_DIFFICULTY", `Low difficulty share of ${share.difficulty.toPrecision(4)}`);
    }
    open.headers.add(header);
    if (share.isBlock) this.#solve(share, submission.username);
    this.#count(submission.username, session, terms.difficulty);
  }

  #count(worker: string, session: PoolSession, difficulty: number): void {
    const now = seconds();
    let rate = this.#rates.get(worker);
    if (!rate) {
      rate = new HashRate(this.#options.algorithm.difficulty1, now);
      this.#rates.set(worker, rate);
    }
    rate.add(difficulty, now);
    this.#difficultyOf(session).found();
    this.#review(session);
  }

  /** A share that comes too late counts for nothing, but a block may still win. */
  #rescue(submission: MiningSubmitParams, session: PoolSession): void {
    const open = this.#book.stale(submission.jobId);
    if (!open) return;
    const share = hashSubmission(open.job, session, submission, this.#options);
    const header = share.header.toString("latin1");
    if (!share.isBlock || open.headers.has(header)) return;
    open.headers.add(header);
    this.#solve(share, submission.username);
  }

  #solve(share: JudgedShare, worker: string): void {
    const handing = this.#handIn(share, worker).finally(() => this.#solved.delete(handing));
    this.#solved.add(handing);
  }

  async #handIn(share: JudgedShare, worker: string): Promise<void> {
    const { job, header } = share;
    try {
      const verdict = await handIn(this.#options.daemon, buildBlock(job, header, share));
      this.emit("block", { height: job.height, hash: share.blockHash(), worker, verdict });
      if (verdict === null) await this.refresh();
    } catch (error) {
      this.#warn(error);
    }
  }

  #difficultyOf(session: PoolSession): SessionDifficulty {
    const known = this.#difficulties.get(session);
    if (known) return known;
    const made = new SessionDifficulty(session, this.#options.vardiff, seconds());
    this.#difficulties.set(session, made);
    return made;
  }

  #forgetIdle(): void {
    for (const [worker, rate] of this.#rates) if (rate.isIdle(seconds())) this.#rates.delete(worker);
  }

  #warn(error: unknown): void {
    this.#options.logger.warn(error instanceof Error ? error.message : String(error));
    this.emit("warning", error);
  }
}

/** Bytes of a coinbase's script that are left beside the height and what the daemon wants. */
const freeScript = 80;

function checkOptions({
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

function seconds(): number {
  return Date.now() / 1000;
}
