import { EventEmitter, once } from "node:events";
import type {
  MiningAuthorizeParams,
  MiningNotifyParams,
  MiningSubmitParams,
  MiningSubscribeResult,
  ServerHandlers,
} from "../../../generated/stratum/index.js";
import { type AnyProtocol, isRpcError, RpcError } from "../../rpc/index.js";
import type { Address, ListenOptions } from "../../transport/address.js";
import { type Algorithm, hashShare, sha256d, toHexU32 } from "../../work/index.js";
import type { ConnectedClient } from "../client.js";
import { implied, type NoExtension, type SendOf, type ServerHandlersOf } from "../extension.js";
import { Extranonces } from "../extranonce.js";
import { StratumServer } from "../server.js";
import type { StratumServerOptions } from "../server-options.js";
import type { StratumContext, StratumSession } from "../session.js";
import { meets } from "../share-target.js";
import { readSubmission } from "../submission.js";
import type { Credentials, Granted, Worker } from "../upstream/login.js";
import { Upstream, type UpstreamOptions } from "../upstream/upstream.js";
import { type ExtranonceSplit, padding, splitExtranonce } from "./extranonce-split.js";
import { MinerRates, type MinerStatistics } from "./miner-statistics.js";
import { type ProxyJob, ProxyJobs } from "./proxy-jobs.js";

/** How a proxy behaves. */
export interface StratumProxyOptions<Extension extends AnyProtocol>
  extends Pick<
    StratumServerOptions<Extension, undefined>,
    "protocol" | "errors" | "hostname" | "tls" | "proxies" | "limits" | "logger"
  > {
  /**
   * The pools, and who mines there. With a username all shares are submitted under that; without one each
   * miner is authorized at the pool under its own.
   */
  readonly upstream: UpstreamOptions;
  /** Handlers of one's own, for methods of `protocol` and in place of the proxy's. */
  readonly handlers?: Partial<ServerHandlersOf<Extension, StratumContext<SendOf<Extension>, undefined>>>;
  /** What shares are checked with. Default: `sha256d`. */
  readonly algorithm?: Algorithm;
}

/** A share that went through the proxy, or did not. */
export interface ProxyShare<Session> {
  readonly session: Session;
  readonly worker: string;
  /** The pool's; undefined where the job is not known. */
  readonly difficulty: number | undefined;
  readonly accepted: boolean;
  /** Why it was refused, by the proxy or by the pool. */
  readonly reason?: RpcError;
}

export interface StratumProxyEvents<Session> {
  /** Logged in at a pool. */
  online: [granted: Granted, url: string];
  /** No connection to a pool; the next try comes after so many milliseconds. Miners stay. */
  offline: [reason: RpcError, retryIn: number];
  share: [share: ProxyShare<Session>];
  job: [poolJobId: string, cleanJobs: boolean];
  difficulty: [difficulty: number];
}

/** Milliseconds for which a miner's part of the extranonce stays its own after it left. */
const grace = 60_000;

/**
 * Many miners over one connection to a pool. Each has a part of the pool's extranonce2 to itself; jobs,
 * difficulty and version mask are passed on; shares are checked before they are forwarded. The pool may
 * go away and another take its place: miners keep their connection and get a new job.
 */
export class StratumProxy<Extension extends AnyProtocol = NoExtension> extends EventEmitter<
  StratumProxyEvents<StratumSession<SendOf<Extension>, undefined>>
> {
  /** The server that miners connect to. */
  readonly server: StratumServer<Extension, undefined>;
  /** The connection to the pool. */
  readonly upstream: Upstream;
  readonly #algorithm: Algorithm;
  readonly #credentials: Credentials;
  readonly #jobs = new ProxyJobs();
  /** Of workers that the pool authorized. */
  readonly #passwords = new Map<string, string>();
  readonly #rates: MinerRates;
  /** Known once a pool has said how much room it gives. */
  #split: (ExtranonceSplit & { readonly tails: Extranonces }) | undefined;
  #difficulty = 1;
  #versionMask = 0;
  /** Counts connections to pools: what came over another one is worthless now. */
  #connection = 0;
  #needsCleanJob = true;

  /** @throws RpcError `INVALID_OPTION` for no pool, or a URL that is none. */
  constructor({ upstream, handlers, algorithm = sha256d, ...options }: StratumProxyOptions<Extension>) {
    super();
    this.#algorithm = algorithm;
    this.#credentials = upstream;
    this.#rates = new MinerRates(algorithm.difficulty1);
    this.upstream = new Upstream({
      ...(options.logger && { logger: options.logger }),
      workers: () => this.#workers(),
      ...upstream,
    });
    const all: unknown = { ...this.#ownHandlers(), ...handlers };
    implied<ServerHandlersOf<Extension, StratumContext<SendOf<Extension>, undefined>>>(all);
    this.server = new StratumServer({
      ...options,
      algorithm,
      handlers: all,
      difficulty: () => this.#difficulty,
      versionMask: () => this.#versionMask,
    });
    this.server.on("ready", (session) => this.#welcome(session));
    this.server.on("closed", ({ extranonce1, id }) => this.#split?.tails.release(extranonce1, id));
    this.#followUpstream();
  }

  /**
   * Connects to a pool and lets miners in. Those that come before there is a pool wait for it.
   *
   * @throws RpcError `CONNECT_FAILED` where the port is taken.
   */
  async listen(where: ListenOptions): Promise<Address> {
    const address = await this.server.listen(where);
    this.upstream.start();
    return address;
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await this.upstream.stop();
    await this.server.close();
  }

  /** What is known of each miner, in the order in which they connected. */
  miners(): MinerStatistics[] {
    return [...this.server.sessions].map((session) => this.#rates.statisticsOf(session));
  }

  #ownHandlers(): ProxyHandlers<Extension> {
    return {
      "mining.subscribe": async ({ sessionId }, { session, signal }) => {
        const { tails, extranonce2Size } = this.#split ?? (await this.#firstSplit(signal));
        const subscriptions: MiningSubscribeResult["subscriptions"] = [
          ["mining.set_difficulty", session.id],
          ["mining.notify", session.id],
        ];
        if (session.subscribed) return { subscriptions, extranonce1: session.extranonce1, extranonce2Size };
        return { subscriptions, extranonce1: tails.claim(sessionId) ?? tails.allocate(), extranonce2Size };
      },
      "mining.authorize": (worker) => this.#authorize(worker),
      "mining.submit": (submission, { session }) => this.#submit(submission, session),
      "mining.get_transactions": async ({ jobId }) => {
        const job = this.#jobs.get(jobId);
        if (!job) throw new RpcError("JOB_NOT_FOUND");
        return this.#pool().mining.getTransactions({ jobId: job.poolJobId });
      },
    };
  }

  /** With a worker of the proxy's own everybody is welcome; without one the pool decides. */
  async #authorize({ username, password = "x" }: MiningAuthorizeParams): Promise<boolean> {
    if (this.#credentials.username !== undefined) return true;
    const granted = await this.#pool().mining.authorize({ username, password });
    if (granted) this.#passwords.set(username, password);
    return granted;
  }

  /** The workers of the miners that are there, to be authorized at the next pool, too. */
  #workers(): Worker[] {
    const present = new Set([...this.server.sessions].flatMap(({ workers }) => [...workers]));
    for (const username of this.#passwords.keys())
      if (!present.has(username)) this.#passwords.delete(username);
    return [...this.#passwords].map(([username, password]) => ({ username, password }));
  }

  #followUpstream(): void {
    const { upstream, server } = this;
    upstream.on("online", (granted, url, resumed) => {
      if (!resumed) this.#changePool();
      this.#divide(granted.extranonce2Size);
      this.#changeMask(granted.versionMask);
      this.emit("online", granted, url);
    });
    upstream.on("offline", (reason, retryIn) => this.emit("offline", reason, retryIn));
    upstream.on("difficulty", (difficulty) => {
      this.#difficulty = difficulty;
      server.broadcast.mining.setDifficulty({ difficulty });
      this.emit("difficulty", difficulty);
    });
    upstream.on("extranonce", ({ extranonce2Size }) => {
      this.#changePool();
      if (extranonce2Size !== undefined) this.#divide(extranonce2Size);
    });
    upstream.on("versionMask", (mask) => this.#changeMask(mask));
    upstream.on("job", (params) => this.#take(params));
    upstream.on("message", (message) => server.broadcast.client.showMessage({ message }));
  }

  /** What was given out before is of no use any more. */
  #changePool(): void {
    this.#connection++;
    this.#needsCleanJob = true;
  }

  /** Miners keep their part where there is room for it; where there is not, they have to come again. */
  #divide(extranonce2Size: number): void {
    if (this.#split && padding(this.#split, extranonce2Size) !== undefined) return;
    const split = splitExtranonce(extranonce2Size);
    const tails = new Extranonces({ size: split.tailSize, extranonce2Size: split.extranonce2Size, grace });
    const hadMiners = this.#split !== undefined;
    this.#split = { ...split, tails };
    if (hadMiners) for (const session of this.server.sessions) session.close();
  }

  async #firstSplit(signal: AbortSignal): Promise<ExtranonceSplit & { readonly tails: Extranonces }> {
    await once(this.upstream, "online", { signal });
    return this.#split ?? this.#firstSplit(signal);
  }

  #changeMask(mask: number): void {
    this.#versionMask = mask;
    for (const session of this.server.sessions) {
      if (session.versionMask !== 0) session.send.mining.setVersionMask({ mask: toHexU32(mask) });
    }
  }

  #take(params: MiningNotifyParams): void {
    const { granted } = this.upstream;
    const fill = this.#split && granted && padding(this.#split, granted.extranonce2Size);
    if (!granted || fill === undefined) return;
    const cleanJobs = params.cleanJobs || this.#needsCleanJob;
    this.#needsCleanJob = false;
    const { notify } = this.#jobs.add(
      { ...params, cleanJobs },
      {
        extranonce1: granted.extranonce1,
        padding: fill,
        difficulty: this.#difficulty,
        connection: this.#connection,
      },
    );
    this.server.broadcast.mining.notify(notify);
    this.emit("job", params.jobId, cleanJobs);
  }

  /** A job may have been broadcast between the miner's subscribe and authorize responses. */
  #welcome(session: StratumSession<SendOf<Extension>, undefined>): void {
    const { current } = this.#jobs;
    if (current && !session.job(current.notify.jobId))
      session.send.mining.notify({ ...current.notify, cleanJobs: true });
  }

  async #submit(
    submission: MiningSubmitParams,
    session: StratumSession<SendOf<Extension>, undefined>,
  ): Promise<boolean> {
    const job = this.#jobs.get(submission.jobId);
    const share = { session, worker: submission.username, difficulty: job?.difficulty };
    try {
      const accepted = await this.#forward(submission, session, job);
      if (accepted) this.#rates.add(session, job?.difficulty ?? 0);
      this.emit("share", { ...share, accepted });
      return accepted;
    } catch (error) {
      if (isRpcError(error)) this.emit("share", { ...share, accepted: false, reason: error });
      throw error;
    }
  }

  /** @throws RpcError why a share is not forwarded, or why the pool refuses it. */
  async #forward(
    submission: MiningSubmitParams,
    session: JobTermsOf,
    job: ProxyJob | undefined,
  ): Promise<boolean> {
    if (!job || job.connection !== this.#connection || !session.job(submission.jobId))
      throw new RpcError("JOB_NOT_FOUND");
    this.#pool();
    const solution = readSubmission(submission, session, job.job.version, this.#versionMask);
    const share = hashShare(job.job, solution, this.#algorithm);
    const header = share.header.toString("latin1");
    if (job.headers.has(header)) throw new RpcError("DUPLICATE_SHARE");
    if (!meets(share, job.difficulty, this.#algorithm)) {
      throw new RpcError("LOW_DIFFICULTY", `Low difficulty share of ${share.difficulty.toPrecision(4)}`);
    }
    job.headers.add(header);
    const { username = submission.username } = this.#credentials;
    const { ntime, nonce, versionBits } = submission;
    return this.upstream.submit({
      username,
      jobId: job.poolJobId,
      extranonce2: job.padding + session.extranonce1 + submission.extranonce2,
      ntime,
      nonce,
      ...(versionBits !== undefined && this.#versionMask !== 0 && { versionBits }),
    });
  }

  /** @throws RpcError `OTHER` while there is no connection. */
  #pool(): ConnectedClient {
    const { client } = this.upstream;
    if (!client) throw new RpcError("OTHER", "The pool is away");
    return client;
  }
}

/** What a session has to say about a share. */
type JobTermsOf = Pick<StratumSession<unknown, unknown>, "extranonce1" | "extranonce2Size" | "job">;

/** The handlers that a proxy has itself. */
type ProxyHandlers<Extension extends AnyProtocol> = Pick<
  Required<ServerHandlers<StratumContext<SendOf<Extension>, undefined>>>,
  "mining.subscribe" | "mining.authorize" | "mining.submit" | "mining.get_transactions"
>;
