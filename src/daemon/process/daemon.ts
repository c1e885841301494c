import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { ToServer } from "../../../generated/daemon/index.js";
import { type BackOffOptions, backOff } from "../../rpc/back-off.js";
import { guardListeners } from "../../rpc/guard-listeners.js";
import { type CallOptions, debugLogger, isRpcError, type Logger, RpcError } from "../../rpc/index.js";
import { formatAddress } from "../../transport/address.js";
import { DaemonClient, type DaemonClientOptions } from "../client.js";
import { warmingUp } from "../error-names.js";
import { type DaemonEnd, type DaemonExit, describeComplaint, describeExit } from "./exit-reason.js";
import { hasPidFile } from "./pid-file.js";
import { type DaemonProgress, progressOf } from "./readiness.js";
import { type RunningDaemon, type RunOptions, run } from "./run.js";
import { type DaemonLocation, type DaemonSettings, settingsOf } from "./settings.js";

/** Options of a `Daemon`. */
export interface DaemonOptions extends DaemonLocation, Omit<RunOptions, "rpc"> {
  /** Restarts a daemon that was ready and exits by itself, with growing delays. Default: false. */
  readonly restart?: boolean | BackOffOptions;
  /** Milliseconds within which a started daemon must answer, even if it is still warming up. Default: 120,000. */
  readonly startDeadline?: number;
  /** Milliseconds after which a daemon that does not stop is killed; it may then have to reindex its chain. Default: 600,000. */
  readonly stopDeadline?: number;
  /** Options of its client. */
  readonly client?: Omit<DaemonClientOptions, "url" | "cookieFile" | "logger">;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** Events of a `Daemon`. */
export interface DaemonEvents {
  /** The process was started, or a daemon that was already running was found (no process id). */
  started: [pid: number | undefined];
  progress: [progress: DaemonProgress];
  /** The process exited. */
  exit: [exit: DaemonExit];
  /** The process exited by itself and will be restarted after `pause` milliseconds. */
  restart: [exit: DaemonExit, pause: number];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

const defaultStartDeadline = 120_000;
const defaultStopDeadline = 600_000;

/** Deadline of one status request, and the pause between two, in milliseconds. */
const question = 2_000;
const pause = 100;

/**
 * A coin's daemon: its process and its RPC. A daemon that is already running can be called without `start`.
 *
 * ```ts
 * const daemon = new Daemon({ preset: "litecoin", network: "regtest", datadir: "./chain" });
 * await daemon.start();
 * await daemon.ready();
 * console.log(await daemon.rpc.getblockchaininfo());
 * await daemon.stop();
 * ```
 */
export class Daemon extends EventEmitter<DaemonEvents> {
  /** Its coin, network, directories and RPC address. */
  readonly settings: DaemonSettings;
  /** Calls the daemon. */
  readonly client: DaemonClient;
  /** For status requests, which are repeated anyway. */
  readonly #questions: DaemonClient;
  readonly #options: DaemonOptions;
  readonly #logger: Logger;
  #process: RunningDaemon | undefined;
  /** Why the process exited; undefined while it runs and before the first start. */
  #exit: RpcError | undefined;
  #stopping = new AbortController();
  /** Consecutive exits before the daemon was ready. */
  #failures = 0;
  #isRestarting = false;
  /** The process that was ready. One that never is has a fault that a restart does not fix. */
  #wasReady: RunningDaemon | undefined;

  /** @throws RpcError `INVALID_OPTION`. */
  constructor(options: DaemonOptions) {
    super();
    const { logger = debugLogger, client } = options;
    guardListeners(this, logger);
    this.settings = settingsOf(options);
    const { url, cookieFile } = this.settings;
    const where = { url, logger, ...(cookieFile !== undefined && { cookieFile }) };
    this.client = new DaemonClient({ ...client, ...where });
    this.#questions = new DaemonClient({ ...where, retryFor: 0, deadline: question });
    this.#options = options;
    this.#logger = logger;
  }

  /** The daemon's methods. */
  get rpc(): ToServer {
    return this.client.rpc;
  }

  /** The process id; undefined when no process was started here. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * Starts the process and waits until its RPC answers, even if it is still warming up. A daemon that is
   * already running is used as it is.
   *
   * @throws RpcError `DAEMON_EXITED` with the reason and what to do, `TIMEOUT` if it runs but does not
   *   answer, `INVALID_OPTION` if the program or the datadir's parent is missing, `UNAUTHORIZED` if another daemon answers at the RPC port.
   */
  async start(): Promise<void> {
    if (this.#process || this.#isRestarting) return;
    this.#stopping = new AbortController();
    if (await this.#answers()) this.emit("started", undefined);
    else await this.#launch();
  }

  /**
   * Waits until calls are answered; with `synced`, until the daemon has downloaded its chain, which may
   * take days. Emits `progress` meanwhile.
   *
   * @throws RpcError `DAEMON_EXITED` if the process has exited and is not restarted, `ABORTED`, or the
   *   error of the last call.
   */
  async ready({ synced = false, signal }: { synced?: boolean; signal?: AbortSignal } = {}): Promise<void> {
    const options = signal ? { signal } : {};
    let told: DaemonProgress | undefined;
    for (;;) {
      const progress = await this.#progress(synced, options);
      if (progress === undefined) return this.#refuseComplaint();
      if (progress !== "starting" && !isDeepStrictEqual(progress, told)) {
        this.emit("progress", progress);
        told = progress;
      }
      await sleep(pause, undefined, options).catch((cause) => {
        throw new RpcError("ABORTED", `${this.settings.coin.title}: aborted`, { cause });
      });
    }
  }

  /**
   * Stops the daemon, even one that was not started here, and waits until it has exited: by RPC, else by
   * SIGTERM, and by SIGKILL only after `stopDeadline`.
   *
   * @returns Whether a daemon was running. A stopped daemon is not an error.
   * @throws RpcError `TIMEOUT` if a daemon that was not started here does not exit within `stopDeadline`,
   *   or the error of its `stop` call.
   */
  async stop(): Promise<boolean> {
    this.#stopping.abort();
    const refusal = await this.#questions.rpc.stop().then(
      () => undefined,
      (error: unknown) => error,
    );
    // Daemons do not exit while a connection is open.
    await Promise.all([this.client.close(), this.#questions.close()]);
    const wasThere = this.#process !== undefined || !isRpcError(refusal, "CONNECT_FAILED");
    if (this.#process) await this.#end(this.#process, refusal === undefined);
    else if (refusal === undefined) await this.#gone();
    else if (wasThere) throw refusal;
    return wasThere;
  }

  /** Returns when the process answers; an exit before that is an error. */
  async #launch(): Promise<void> {
    const running = await run(this.settings, this.#options);
    this.#process = running;
    this.#exit = undefined;
    this.#logger.info(`started ${running.program} as process ${running.pid}`);
    this.emit("started", running.pid);
    const ended = running.end.then((end) => this.#ended(running, end));
    const { startDeadline = defaultStartDeadline } = this.#options;
    const deadline = Date.now() + startDeadline;
    while (this.#process === running && !(await this.#answers())) {
      if (Date.now() > deadline) await this.#refuseSilence(running, startDeadline);
      await Promise.race([ended, sleep(pause)]);
    }
    if (this.#exit) throw this.#exit;
    void this.#noteWhenReady(running);
  }

  #ended(running: RunningDaemon, end: DaemonEnd): void {
    const exit = { ...end, expected: this.#stopping.signal.aborted };
    this.#process = undefined;
    this.#exit = new RpcError("DAEMON_EXITED", describeExit(running.program, exit), { executed: "no" });
    const mayWork = this.#wasReady === running || this.#isRestarting;
    this.#isRestarting = mayWork && this.#startsAgainAfter(exit);
    if (!exit.expected) this.#logger.warn(this.#exit.message);
    this.emit("exit", exit);
    if (this.#isRestarting) void this.#startAgain(exit);
  }

  async #noteWhenReady(running: RunningDaemon): Promise<void> {
    while (this.#process === running) {
      if ((await this.#progress(false, {}).catch(() => "starting")) === undefined) {
        this.#wasReady = running;
        this.#failures = 0;
        this.#isRestarting = false;
        // Another program may stop the daemon, which does not exit while a connection is open.
        return this.#questions.close();
      }
      await sleep(pause);
    }
  }

  async #refuseSilence(running: RunningDaemon, startDeadline: number): Promise<never> {
    await this.#end(running, false);
    const { rpcHost: host, rpcPort: port } = this.settings;
    const what = `${running.program} did not answer at ${formatAddress({ host, port })}`;
    throw new RpcError("TIMEOUT", `${what} within ${startDeadline} ms and was stopped`, { executed: "no" });
  }

  async #refuseComplaint(): Promise<void> {
    const complaint = this.#process && describeComplaint(this.#process.program, this.#process.said());
    if (complaint === undefined) return;
    await this.stop();
    throw new RpcError("DAEMON_EXITED", complaint, { executed: "no" });
  }

  /** A daemon that was stopped on purpose stays stopped. */
  #startsAgainAfter({ expected, code }: DaemonExit): boolean {
    return (this.#options.restart ?? false) !== false && !expected && code !== 0;
  }

  async #startAgain(exit: DaemonExit): Promise<void> {
    const { restart } = this.#options;
    const wait = backOff(++this.#failures, typeof restart === "object" ? restart : {});
    this.emit("restart", exit, wait);
    const { signal } = this.#stopping;
    await sleep(wait, undefined, { signal }).catch(() => {});
    if (!signal.aborted) return this.#launch().catch((error) => this.#giveUp(error));
    this.#isRestarting = false;
  }

  /** An exit has been reported already, and whether to restart is decided. */
  #giveUp(error: unknown): void {
    if (error === this.#exit) return;
    this.#isRestarting = false;
    this.#logger.error(`can't restart ${this.settings.coin.title}: ${error}`);
  }

  /** Whether the daemon answers, even if it is still warming up. */
  async #answers(): Promise<boolean> {
    try {
      await this.#questions.rpc.getblockcount();
      return true;
    } catch (error) {
      if (!isRpcError(error)) throw error;
      if (error.wireCode === warmingUp) return true;
      // While it starts, the cookie of an earlier run may exist, and its port may open and close.
      if (this.#process || error.code === "CONNECT_FAILED") return false;
      throw error;
    }
  }

  async #progress(synced: boolean, options: CallOptions): Promise<DaemonProgress | "starting" | undefined> {
    try {
      return await progressOf(this.#questions, synced, options);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      if (this.#process || this.#isRestarting) return "starting";
      throw this.#exit ?? error;
    }
  }

  async #end({ end, kill, program }: RunningDaemon, asked: boolean): Promise<void> {
    if (!asked) kill("SIGTERM");
    const { stopDeadline = defaultStopDeadline } = this.#options;
    const timer = setTimeout(() => {
      this.#logger.warn(`${program} did not stop within ${stopDeadline} ms: killing it`);
      kill("SIGKILL");
    }, stopDeadline);
    await end;
    clearTimeout(timer);
  }

  /** A daemon that was not started here has exited when it does not answer and its pid file is gone. */
  async #gone(): Promise<void> {
    const { stopDeadline = defaultStopDeadline } = this.#options;
    const deadline = Date.now() + stopDeadline;
    while ((await this.#answers().catch(() => true)) || (await hasPidFile(this.settings.netDirectory))) {
      await this.#questions.close();
      if (Date.now() > deadline) {
        const message = `${this.settings.coin.title} did not stop within ${stopDeadline} ms: see its debug.log`;
        throw new RpcError("TIMEOUT", message, { executed: "yes" });
      }
      await sleep(pause);
    }
  }
}
