import { EventEmitter } from "node:events";
import {
  getblockcount,
  getblockheader,
  getblocktemplate,
  submitblock,
  validateaddress,
} from "../../generated/daemon/methods.js";
import type { MiningSubmitParams, ServerHandlers, ToClient } from "../../generated/stratum/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import { debugLogger, isRpcError, loadValidators, RpcError } from "../rpc/index.js";
import type { JobTerms } from "../stratum/sent-jobs.js";
import type { StratumContext } from "../stratum/session.js";
import { meets } from "../stratum/share-target.js";
import { generalPurposeBits } from "../stratum/version-mask.js";
import { buildBlock, buildJob, renewJob, sha256d, type TemplateJob, writeJob } from "../work/index.js";
import { BlockSubmitter } from "./block-submitter.js";
import { JobBook, type OpenJob } from "./job-book.js";
import { SessionDifficulty } from "./session-difficulty.js";
import { hashSubmission, type SubmittedShare } from "./share.js";
import {
  type CheckedOptions,
  checkOptions,
  type PoolServer,
  type PoolSession,
  type SoloPoolEvents,
  type SoloPoolOptions,
} from "./solo-pool-options.js";
import { TemplateSource } from "./template-source.js";
import { WorkerRates } from "./worker-rates.js";

const defaultRules = ["segwit", "mweb"];

/** The daemon's methods that a pool calls. Their validators are loaded before the first block. */
const daemonMethods = [validateaddress, getblocktemplate, submitblock, getblockheader, getblockcount];

/** Milliseconds between two reviews of the sessions' difficulty. */
const reviewInterval = 1_000;

/**
 * A pool that pays every block to one address. It gets templates from the daemon, sends jobs to the miners,
 * checks shares and submits blocks. It is a reference of how all parts work together, and fit for real
 * mining. Pass its `handlers` to a server, then `start` it on that server.
 *
 * ```ts
 * const pool = new SoloPool({ daemon, address });
 * const server = new StratumServer({ handlers: pool.handlers });
 * await pool.start(server);
 * await server.listen({ port: 3333 });
 * ```
 *
 * @typeParam Data What the server keeps with each session: `share` events carry sessions with it.
 */
export class SoloPool<Data = unknown> extends EventEmitter<SoloPoolEvents<Data>> {
  /** Handlers for the server. */
  readonly handlers: Pick<
    Required<ServerHandlers<StratumContext<ToClient, Data>>>,
    "mining.authorize" | "mining.submit" | "mining.get_transactions"
  >;

  readonly #options: CheckedOptions;
  readonly #templates: TemplateSource;
  readonly #book: JobBook;
  readonly #submitter: BlockSubmitter;
  readonly #difficulties = new WeakMap<PoolSession<Data>, SessionDifficulty>();
  readonly #rates: WorkerRates;
  #payout = Buffer.alloc(0);
  #current: OpenJob | undefined;
  #stop = () => {};
  #isStarted = false;

  /** @throws RpcError `INVALID_OPTION`. */
  constructor({
    algorithm = sha256d,
    rules = defaultRules,
    tag = "/stratum/",
    extranonceSize = 8,
    versionMask = generalPurposeBits,
    sharesPerTip = 500_000,
    pendingBlocks = 256,
    stopTimeout = 10_000,
    logger = debugLogger,
    ...options
  }: SoloPoolOptions) {
    super();
    guardListeners(this, logger);
    const limits = { sharesPerTip, pendingBlocks, stopTimeout };
    this.#options = { algorithm, rules, tag, extranonceSize, versionMask, logger, ...limits, ...options };
    checkOptions(this.#options);
    this.#book = new JobBook(sharesPerTip);
    this.#submitter = new BlockSubmitter(options.daemon, pendingBlocks, {
      judged: (block) => {
        this.emit("block", block);
        if (block.verdict === null) return this.refresh();
      },
      unsubmitted: (event) => {
        this.#options.logger.warn(`block ${event.height} (${event.hash}): ${event.error.message}`);
        this.emit("unsubmitted", event);
      },
      broken: (error) => this.#options.logger.error(messageOf(error)),
    });
    this.#rates = new WorkerRates(algorithm);
    this.#templates = new TemplateSource(options.daemon, { rules });
    this.#templates.on("template", (template, isNewBlock) => this.#open(template, isNewBlock));
    this.#templates.on("warning", (error) => this.#warn(error));
    this.handlers = {
      "mining.authorize": ({ password = "" }, { session }) => {
        const named = Number(password.match(/(?:^|[,;\s])d=([\d.]+(?:e[+-]?\d+)?)/i)?.[1]);
        if (Number.isFinite(named)) this.#difficultyOf(session).name(named);
        return true;
      },
      "mining.submit": (submission, { session }) => this.#submit(submission, session),
      "mining.get_transactions": ({ jobId }, { session }) => {
        const open = this.#book.valid(jobId, session);
        if (!open) throw new RpcError("JOB_NOT_FOUND");
        return open.job.template.transactions.map(({ data }) => data);
      },
    };
  }

  /**
   * Gets the first template and sends jobs to the server's miners from then on.
   *
   * @throws RpcError if the daemon returns no template; `INVALID_OPTION` if the address is invalid on its chain.
   */
  async start(server: PoolServer<Data>): Promise<void> {
    if (this.#isStarted)
      throw new RpcError(
        "INVALID_OPTION",
        "the pool was started already: make another pool for another server",
      );
    this.#isStarted = true;
    try {
      await this.#start(server);
    } catch (error) {
      this.#stop();
      this.#isStarted = false;
      throw error;
    }
  }

  async #start(server: PoolServer<Data>): Promise<void> {
    const { daemon, address } = this.#options;
    await loadValidators(daemonMethods);
    const { isvalid, scriptPubKey } = await daemon.rpc.validateaddress({ address });
    if (!isvalid || !scriptPubKey) {
      throw new RpcError(
        "INVALID_OPTION",
        `invalid address "${address}": expected an address of the daemon's chain`,
      );
    }
    this.#payout = Buffer.from(scriptPubKey, "hex");
    const ready = (session: PoolSession<Data>) => this.#welcome(session);
    const suggested = (session: PoolSession<Data>) => {
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

  /**
   * Stops sending jobs and waits up to `stopTimeout` for the daemon's verdict on pending blocks. Blocks without a
   * verdict by then are lost; each emits a last `unsubmitted` event.
   */
  async stop(): Promise<void> {
    this.#templates.stop();
    this.#stop();
    await this.#submitter.stop(this.#options.stopTimeout);
  }

  /** Gets a new template now. Call it when the daemon reports a block. */
  refresh(): Promise<void> {
    return this.#templates.refresh();
  }

  /** A worker's hashes per second, estimated from its shares. */
  hashrateOf(worker: string): number {
    return this.#rates.of(worker, seconds());
  }

  #open(template: TemplateJob["template"], cleanJobs: boolean): void {
    const { versionMask } = this.#options;
    const job = buildJob(template, { ...this.#jobOptions(), versionMask });
    this.#current = this.#book.open(job, cleanJobs);
    this.emit("job", job, cleanJobs);
  }

  #jobOptions() {
    const { tag, extranonceSize } = this.#options;
    return { ...this.#book.next(), payout: this.#payout, extranonceSize, tag };
  }

  #welcome(session: PoolSession<Data>): void {
    this.#difficultyOf(session).open(seconds());
    this.#sendOwn(session, true);
  }

  /** A new difficulty applies from the next job on, so that job is sent at once. */
  #review(session: PoolSession<Data>): void {
    if (this.#difficultyOf(session).review(seconds())) this.#sendOwn(session, false);
  }

  /**
   * Sends the session its own job with a new coinbase: a miner that restarts its extranonce2, or resumes with its
   * previous extranonce1, would otherwise find the same shares again.
   */
  #sendOwn(session: PoolSession<Data>, cleanJobs: boolean): void {
    if (!this.#current) return;
    const job = renewJob(this.#current.job, this.#jobOptions());
    this.#book.openFor(session, job);
    session.send.mining.notify(writeJob(job, cleanJobs));
  }

  #submit(submission: MiningSubmitParams, session: PoolSession<Data>): boolean {
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

  /** @throws RpcError with the reason why a share is refused. */
  #judge(submission: MiningSubmitParams, session: PoolSession<Data>, terms: JobTerms | undefined): void {
    const { algorithm } = this.#options;
    const open = this.#book.valid(submission.jobId, session);
    if (!open || !terms) {
      this.#rescue(submission, session);
      throw new RpcError("JOB_NOT_FOUND");
    }
    const share = hashSubmission(open.job, terms, submission, this.#options);
    if (open.seen.has(share.header)) throw new RpcError("DUPLICATE_SHARE");
    if (!share.isBlock && !meets(share, terms.difficulty, algorithm)) {
      throw new RpcError("LOW_DIFFICULTY", `Low difficulty share of ${share.difficulty.toPrecision(4)}`);
    }
    open.seen.add(share.header);
    if (share.isBlock) this.#solve(share, submission.username);
    this.#count(submission.username, session, terms.difficulty);
    if (open.seen.isFull && this.#current) this.#open(this.#current.job.template, true);
  }

  #count(worker: string, session: PoolSession<Data>, difficulty: number): void {
    this.#rates.count(worker, difficulty, seconds());
    this.#difficultyOf(session).found();
    this.#review(session);
  }

  /**
   * A share on a void job, or on another session's, does not count. But a block may still win, also one of a miner
   * that reconnected with its previous extranonce1.
   */
  #rescue(submission: MiningSubmitParams, session: PoolSession<Data>): void {
    const { jobId } = submission;
    const open = this.#book.stale(jobId, session) ?? this.#book.valid(jobId, session);
    if (!open) return;
    const share = hashSubmission(open.job, session.lateJob(jobId) ?? session, submission, this.#options);
    if (share.isBlock && this.#book.isNewLate(open, share.header)) this.#solve(share, submission.username);
  }

  #solve(share: SubmittedShare, worker: string): void {
    const { job, header } = share;
    const bytes = buildBlock(job, header, share);
    this.#submitter.submit({ bytes, height: job.height, hash: share.blockHash(), worker });
  }

  #difficultyOf(session: PoolSession<Data>): SessionDifficulty {
    const known = this.#difficulties.get(session);
    if (known) return known;
    const made = new SessionDifficulty(session, this.#options.vardiff, seconds());
    this.#difficulties.set(session, made);
    return made;
  }

  #warn(error: unknown): void {
    this.#options.logger.warn(messageOf(error));
    this.emit("warning", error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function seconds(): number {
  return Date.now() / 1000;
}
