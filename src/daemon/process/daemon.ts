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

/** Which daemon, and how it is run. */
export interface DaemonOptions extends DaemonLocation, Omit<RunOptions, "rpc"> {
  /** Starts a daemon that was ready again when it ends by itself, after growing pauses. Default: false. */
  readonly restart?: boolean | BackOffOptions;
  /** Milliseconds in which a started daemon must answer, if only that it is warming up. Default: 120,000. */
  readonly startDeadline?: number;
  /** Milliseconds after which a daemon that does not stop is killed; its chain may have to be read anew then. Default: 600,000. */
  readonly stopDeadline?: number;
  /** How it is called. */
  readonly client?: Omit<DaemonClientOptions, "url" | "cookieFile" | "logger">;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What a daemon tells of itself. */
export interface DaemonEvents {
  /** A process was started, or one that runs already was found: then without a process id. */
  started: [pid: number | undefined];
  progress: [progress: DaemonProgress];
  /** The process ended. */
  exit: [exit: DaemonExit];
  /** It ended by itself and is started again after so many milliseconds. */
  restart: [exit: DaemonExit, pause: number];
  /** A listener threw; `where` is its event's name. */
  failed: [error: unknown, where: string];
}

const defaultStartDeadline = 120_000;
const defaultStopDeadline = 600_000;

/** Milliseconds that a single question may take, and between two of them. */
const question = 2_000;
const pause = 100;

/**
 * A coin's daemon: its process and its RPC. One that runs already is called without `start`.
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
  /** Where everything is. */
  readonly settings: DaemonSettings;
  /** Calls the daemon. */
  readonly client: DaemonClient;
  /** For what is asked again anyway. */
  readonly #questions: DaemonClient;
  readonly #options: DaemonOptions;
  readonly #logger: Logger;
  #process: RunningDaemon | undefined;
  /** Why it is not there; undefined while it is, or was never. */
  #exit: RpcError | undefined;
  #stopping = new AbortController();
  /** Ends in a row without an answer between them. */
  #failures = 0;
  #isRestarting = false;
  /** The process that was ready. One that never is has a fault which starting it again does not mend. */
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

  /** Of the process that was started; undefined where there is none. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * Starts the process and waits until its RPC answers, if only that it is warming up. A daemon that
   * runs there already is taken as it is.
   *
   * @throws RpcError `DAEMON_EXITED` saying why and what helps, `TIMEOUT` where it runs and does not
   *   answer, `INVALID_OPTION` where there is no such program or no place for its data, `UNAUTHORIZED` where another daemon answers at the RPC port.
   */
  async start(): Promise<void> {
    if (this.#process || this.#isRestarting) return;
    this.#stopping = new AbortController();
    if (await this.#answers()) this.emit("started", undefined);
    else await this.#launch();
  }

  /**
   * Waits until calls are answered; with `synced` until the daemon has fetched its chain, which may
   * take days. What it waits for is told by `progress`.
   *
   * @throws RpcError `DAEMON_EXITED` where the process has ended and is not started again, `ABORTED`,
   *   or why it can't be called.
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
   * Stops the daemon, also one that was not started here, and waits until it is gone: by RPC, then by
   * SIGTERM, and by SIGKILL only after `stopDeadline`.
   *
   * @returns Whether there was one to be stopped.
   * @throws RpcError `TIMEOUT` where a daemon that was not started here does not end within
   *   `stopDeadline`, or why that one can't be asked; one that does not run is none.
   */
  async stop(): Promise<boolean> {
    this.#stopping.abort();
    const refusal = await this.#questions.rpc.stop().then(
      () => undefined,
      (error: unknown) => error,
    );
    // Daemons wait for connections that are kept open before they end.
    await Promise.all([this.client.close(), this.#questions.close()]);
    const wasThere = this.#process !== undefined || !isRpcError(refusal, "CONNECT_FAILED");
    if (this.#process) await this.#end(this.#process, refusal === undefined);
    else if (refusal === undefined) await this.#gone();
    else if (wasThere) throw refusal;
    return wasThere;
  }

  /** Returns when the process answers; until then its end is an error, too. */
  async #launch(): Promise<void> {
    const running = await run(this.settings, this.#options);
    this.#process = running;
    this.#exit = undefined;
    this.#logger.info(`${running.program} was started as process ${running.pid}`);
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
        // Somebody else may stop it, and would wait for a connection that is open.
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

  /** A daemon that somebody stopped is to stay so. */
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

  /** An end has been told already, and whether it is tried again is decided. */
  #giveUp(error: unknown): void {
    if (error === this.#exit) return;
    this.#isRestarting = false;
    this.#logger.error(`${this.settings.coin.title} can't be started again: ${error}`);
  }

  /** Whether a daemon of ours answers, be it that it is warming up. */
  async #answers(): Promise<boolean> {
    try {
      await this.#questions.rpc.getblockcount();
      return true;
    } catch (error) {
      if (!isRpcError(error)) throw error;
      if (error.wireCode === warmingUp) return true;
      // While it starts, the cookie of an earlier run may lie there, and its port may open and close.
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
      this.#logger.warn(`${program} does not stop within ${stopDeadline} ms and is killed`);
      kill("SIGKILL");
    }, stopDeadline);
    await end;
    clearTimeout(timer);
  }

  /** A daemon that was not started here has ended when it does not answer and its pid file is gone. */
  async #gone(): Promise<void> {
    const { stopDeadline = defaultStopDeadline } = this.#options;
    const deadline = Date.now() + stopDeadline;
    while ((await this.#answers().catch(() => true)) || (await hasPidFile(this.settings.netDirectory))) {
      await this.#questions.close();
      if (Date.now() > deadline) {
        const message = `${this.settings.coin.title} was asked to stop ${stopDeadline} ms ago and still answers`;
        throw new RpcError("TIMEOUT", message, { executed: "yes" });
      }
      await sleep(pause);
    }
  }
}
