import { EventEmitter } from "node:events";
import type { BlockTemplate } from "../../generated/daemon/index.js";
import type { MiningSubmitParams, ServerHandlers, ToClient } from "../../generated/stratum/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import { debugLogger, isRpcError, RpcError } from "../rpc/index.js";
import type { JobTerms } from "../stratum/sent-jobs.js";
import type { StratumContext } from "../stratum/session.js";
import { meets } from "../stratum/share-target.js";
import { generalPurposeBits } from "../stratum/version-mask.js";
import { buildBlock, buildJob, sha256d, type TemplateJob, writeJob } from "../work/index.js";
import { handIn } from "./hand-in.js";
import { JobBook, type OpenJob } from "./job-book.js";
import { hashSubmission, type JudgedShare } from "./judge.js";
import { SessionDifficulty } from "./session-difficulty.js";
import {
  checkOptions,
  type PoolServer,
  type PoolSession,
  type SoloPoolEvents,
  type SoloPoolOptions,
} from "./solo-pool-options.js";
import { TemplateSource } from "./template-source.js";
import { WorkerRates } from "./worker-rates.js";

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
  readonly #rates: WorkerRates;
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
    guardListeners(this, logger);
    checkOptions({ tag, extranonceSize, versionMask, vardiff: options.vardiff });
    this.#options = { algorithm, rules, tag, extranonceSize, versionMask, logger, ...options };
    this.#rates = new WorkerRates(algorithm);
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
      this.#rates.forgetIdle(seconds());
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
    return this.#rates.of(worker, seconds());
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
    this.#rates.count(worker, difficulty, seconds());
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

  #warn(error: unknown): void {
    this.#options.logger.warn(error instanceof Error ? error.message : String(error));
    this.emit("warning", error);
  }
}

function seconds(): number {
  return Date.now() / 1000;
}
