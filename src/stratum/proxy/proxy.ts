import { EventEmitter, once } from "node:events";
import type {
  MiningNotifyParams,
  MiningSubmitParams,
  ServerHandlers,
} from "../../../generated/stratum/index.js";
import { guardListeners } from "../../rpc/guard-listeners.js";
import { type AnyProtocol, implied, isRpcError, RpcError } from "../../rpc/index.js";
import type { Address, ListenOptions } from "../../transport/address.js";
import { type Algorithm, sha256d } from "../../work/index.js";
import type { ConnectedClient } from "../client.js";
import type { SendOf, ServerHandlersOf } from "../extension.js";
import { StratumServer } from "../server.js";
import type { StratumContext, StratumSession } from "../session.js";
import { namesDifficulty } from "../suggestion.js";
import { Upstream } from "../upstream/upstream.js";
import { MinerRates, type MinerStatistics } from "./miner-statistics.js";
import { forMiner, noReason, poolIsAway } from "./pool-refusal.js";
import { ProxyExtranonces } from "./proxy-extranonces.js";
import { type ProxyJob, ProxyJobs } from "./proxy-jobs.js";
import type { StratumProxyEvents, StratumProxyOptions } from "./proxy-options.js";
import { checkShare } from "./proxy-share.js";
import { ProxyWorkers } from "./proxy-workers.js";
import { suggestToPool } from "./suggest-to-pool.js";
import { VersionMasks } from "./version-masks.js";

/**
 * Connects many miners to a pool over one connection. Each miner gets its own part of the pool's extranonce2; jobs,
 * difficulty and version mask are forwarded; shares are checked before they are forwarded. When the pool is replaced
 * by another, miners stay connected and get a new job.
 */
export class StratumProxy<Extension extends AnyProtocol = AnyProtocol> extends EventEmitter<
  StratumProxyEvents<StratumSession<SendOf<Extension>, undefined>>
> {
  /** The server that miners connect to. */
  readonly server: StratumServer<Extension, undefined>;
  /** The connection to the pool. */
  readonly upstream: Upstream;
  readonly #algorithm: Algorithm;
  /** The worker for all shares. Undefined if each miner uses its own. */
  readonly #username: string | undefined;
  readonly #jobs = new ProxyJobs();
  readonly #workers = new ProxyWorkers();
  readonly #extranonces = new ProxyExtranonces();
  readonly #masks = new VersionMasks();
  readonly #rates: MinerRates;
  #found = () => {};
  #difficulty = 1;

  /** @throws RpcError `INVALID_OPTION` for a missing or invalid pool URL. */
  constructor({ upstream, handlers, algorithm = sha256d, ...options }: StratumProxyOptions<Extension>) {
    super();
    guardListeners(this, options.logger);
    this.#algorithm = algorithm;
    this.#username = upstream.username;
    this.#rates = new MinerRates(algorithm.difficulty1);
    this.upstream = new Upstream({
      ...(options.logger && { logger: options.logger }),
      admit: ({ extranonce2Size }) => this.#extranonces.check(extranonce2Size),
      workers: () => this.#workers.present(this.server.sessions),
      ...upstream,
    });
    const all: unknown = { ...this.#ownHandlers(), ...handlers };
    implied<ServerHandlersOf<Extension, StratumContext<SendOf<Extension>, undefined>>>(all);
    this.server = new StratumServer({
      ...options,
      algorithm,
      handlers: all,
      difficulty: () => this.#difficulty,
      versionMask: () => this.#masks.current,
    });
    this.server.on("ready", (session) => this.#welcome(session));
    this.server.on("close", ({ extranonce1, id }) => this.#extranonces.release(extranonce1, id));
    this.#followUpstream();
    const { server, upstream: pool } = this;
    if (!namesDifficulty(upstream.password))
      this.#found = suggestToPool({ upstream: pool, server, algorithm });
  }

  /**
   * Connects to a pool and accepts miners. Miners that connect before the pool wait for it.
   *
   * @throws RpcError `CONNECT_FAILED` when the port is taken, `INVALID_OPTION` when already listening.
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

  /** Statistics of each miner, in order of connection. */
  miners(): MinerStatistics[] {
    return [...this.server.sessions].map((session) => this.#rates.statisticsOf(session));
  }

  #ownHandlers(): ProxyHandlers<Extension> {
    return {
      "mining.subscribe": async ({ sessionId }, { session, signal }) => {
        const { id, subscribed, extranonce1, extranonce2Size } = session;
        const pool = () => once(this.upstream, "online", { signal });
        return {
          subscriptions: [
            ["mining.set_difficulty", id],
            ["mining.notify", id],
          ],
          ...(subscribed
            ? { extranonce1, extranonce2Size }
            : await this.#extranonces.allocate(sessionId, pool)),
        };
      },
      "mining.authorize": (worker) => {
        return this.#username !== undefined || forMiner(this.#workers.authorize(this.#pool(), worker));
      },
      "mining.submit": (submission, { session }) => forMiner(this.#submit(submission, session)),
      "mining.get_transactions": async ({ jobId }) => {
        const job = this.#jobs.get(jobId);
        if (!job) throw new RpcError("JOB_NOT_FOUND");
        return forMiner(this.#pool().mining.getTransactions({ jobId: job.poolJobId }));
      },
    };
  }

  #followUpstream(): void {
    const { upstream, server } = this;
    upstream.on("online", (granted, url, resumed) => {
      if (!resumed) this.#jobs.changePool();
      this.#divide(granted.extranonce2Size);
      this.#masks.change(granted.versionMask, server.sessions);
      this.emit("online", granted, url);
    });
    upstream.on("offline", (reason, retryIn) => this.emit("offline", reason, retryIn));
    upstream.on("difficulty", (difficulty) => {
      this.#difficulty = difficulty;
      server.broadcast.mining.setDifficulty({ difficulty });
      this.emit("difficulty", difficulty);
    });
    upstream.on("extranonce", ({ extranonce2Size }) => {
      this.#jobs.changePool();
      if (extranonce2Size !== undefined) this.#divide(extranonce2Size);
    });
    upstream.on("versionMask", (mask) => this.#masks.change(mask, server.sessions));
    upstream.on("job", (params) => this.#take(params));
    upstream.on("failed", (error, where) => this.emit("failed", error, where));
    upstream.on("message", (message) => server.broadcast.client.showMessage({ message }));
  }

  #divide(extranonce2Size: number): void {
    if (this.#extranonces.divide(extranonce2Size)) return;
    for (const session of this.server.sessions) session.close();
  }

  #take(params: MiningNotifyParams): void {
    const { granted } = this.upstream;
    const padding = granted && this.#extranonces.padding(granted.extranonce2Size);
    if (!granted || padding === undefined) return;
    const { extranonce1 } = granted;
    const { notify } = this.#jobs.add(params, { extranonce1, padding, difficulty: this.#difficulty });
    this.server.broadcast.mining.notify(notify);
    this.emit("job", params.jobId, notify.cleanJobs);
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
      await this.#forward(submission, session, job);
      this.#rates.add(session, job?.difficulty ?? 0);
      this.#found();
      this.emit("share", { ...share, accepted: true });
      return true;
    } catch (error) {
      if (isRpcError(error)) this.emit("share", { ...share, accepted: false, reason: error });
      throw error;
    }
  }

  /** @throws RpcError The reason why the proxy or the pool refuses the share. */
  async #forward(
    submission: MiningSubmitParams,
    session: StratumSession<unknown, undefined>,
    job: ProxyJob | undefined,
  ): Promise<void> {
    if (!job || !this.#jobs.isOpen(job) || !session.job(submission.jobId))
      throw new RpcError("JOB_NOT_FOUND");
    this.#pool();
    const share = checkShare(submission, session, job, {
      algorithm: this.#algorithm,
      versionMask: this.#masks.current,
    });
    const accepted = await this.upstream.submit({ ...share, username: this.#username ?? share.username });
    if (!accepted) throw new RpcError("OTHER", noReason);
  }

  /** @throws RpcError `OTHER` while there is no connection. */
  #pool(): ConnectedClient {
    const { client } = this.upstream;
    if (!client) throw new RpcError("OTHER", poolIsAway);
    return client;
  }
}

/** The built-in handlers of a proxy. */
type ProxyHandlers<Extension extends AnyProtocol> = Pick<
  Required<ServerHandlers<StratumContext<SendOf<Extension>, undefined>>>,
  "mining.subscribe" | "mining.authorize" | "mining.submit" | "mining.get_transactions"
>;
