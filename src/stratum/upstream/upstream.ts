import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type {
  ClientReconnectParams,
  MiningSetExtranonceParams,
  MiningSubmitParams,
} from "../../../generated/stratum/index.js";
import { backOff } from "../../rpc/back-off.js";
import { guardListeners } from "../../rpc/guard-listeners.js";
import { debugLogger, isRpcError, type Logger, RpcError } from "../../rpc/index.js";
import { type ConnectedClient, StratumClient } from "../client.js";
import { parseStratumUrl } from "../url.js";
import { type Granted, logIn } from "./login.js";
import { redirectedUrl } from "./redirect.js";
import { watchSilence } from "./silence.js";
import type { UpstreamEvents, UpstreamOptions } from "./upstream-options.js";

/** The longest wait that a pool can request before a reconnect, in milliseconds. */
const longestWait = 60_000;

/** Milliseconds after which a connection counts as stable. */
const settled = 30_000;

/** Losses of unstable connections in a row after which the next pool is tried. */
const tolerated = 2;

/** Milliseconds for which unanswered shares are kept for a resumed session. */
const resendable = 120_000;

/**
 * Stays logged in to one of several pools: reconnects with growing pauses, moves to the next pool when one is
 * unreachable, resumes its session if the pool supports it, follows `client.reconnect` within the pool's domain,
 * and disconnects from a silent pool.
 */
export class Upstream extends EventEmitter<UpstreamEvents> {
  readonly #options: UpstreamOptions;
  readonly #logger: Logger;
  readonly #stopped = new AbortController();
  /** Pools that close the connection on a request for version rolling. */
  readonly #unconfigurable = new Set<string>();
  #client: ConnectedClient | undefined;
  #granted: Granted | undefined;
  /** The last session, and the pool where it can be resumed. */
  #session: { id: string; url: string } | undefined;
  #redirect: { url: string; wait: number } | undefined;
  #running: Promise<void> | undefined;

  /** @throws RpcError `INVALID_OPTION` for a missing or invalid URL. */
  constructor(options: UpstreamOptions) {
    super();
    if (options.urls.length === 0)
      throw new RpcError("INVALID_OPTION", "missing pool URL: expected at least one in urls");
    for (const url of options.urls) parseStratumUrl(url);
    this.#options = options;
    this.#logger = options.logger ?? debugLogger;
    guardListeners(this, this.#logger);
  }

  /** The connection. Undefined unless it is logged in. */
  get client(): ConnectedClient | undefined {
    return this.#client;
  }

  /** The login of the current connection, else of the last one. */
  get granted(): Granted | undefined {
    return this.#granted;
  }

  /** Connects, and stays connected until `stop`. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Closes the connection and stops reconnecting. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  /**
   * Submits a share. If the connection is lost before the answer, the share is sent again when the session is
   * resumed with the same extranonce1 within two minutes; otherwise it would be worthless.
   *
   * @throws RpcError `CLOSED` when not connected; the pool's error when it refuses the share.
   */
  async submit(share: MiningSubmitParams): Promise<boolean> {
    const client = this.#client;
    if (!client) throw new RpcError("CLOSED", "not connected to a pool", { executed: "no" });
    try {
      return await client.mining.submit(share);
    } catch (error) {
      if (!isRpcError(error, "CLOSED") || !(await this.#isResumed())) throw error;
      return this.submit(share);
    }
  }

  async #run(): Promise<void> {
    let failures = 0;
    let losses = 0;
    while (!this.#stopped.signal.aborted) {
      const url = this.#nextUrl(failures);
      let reason = new RpcError("CLOSED");
      try {
        const client = await this.#connect(url);
        const since = Date.now();
        reason = await closed(client);
        losses = Date.now() - since < settled ? losses + 1 : 0;
        failures = Math.max(0, losses - tolerated);
      } catch (error) {
        failures++;
        reason = isRpcError(error) ? error : new RpcError("INTERNAL_ERROR", String(error), { cause: error });
      }
      this.#client = undefined;
      if (this.#stopped.signal.aborted) return;
      // Not at once, even if the pool requests it: it may do so each time.
      const pause = Math.max(this.#redirect?.wait ?? 0, backOff(failures, this.#options.backOff));
      this.#logger.info(`${shown(url)}: ${reason.message}; retrying in ${pause} ms`);
      this.emit("offline", reason, pause);
      await sleep(pause, undefined, { signal: this.#stopped.signal }).catch(() => {});
    }
  }

  /** The target of a redirect; else the preferred pool, or the next one after failed logins. */
  #nextUrl(failures: number): string {
    const { urls } = this.#options;
    const redirected = this.#redirect?.url;
    this.#redirect = undefined;
    return redirected ?? urls[failures % urls.length] ?? "";
  }

  async #connect(url: string): Promise<ConnectedClient> {
    const { tls, strict, quirks } = this.#options;
    const client = await StratumClient.connect(url, {
      ...(strict !== undefined && { strict }),
      ...(quirks && { quirks }),
      connect: { signal: this.#stopped.signal, ...(tls !== undefined && { tls }) },
    });
    const close = () => client.close();
    this.#stopped.signal.addEventListener("abort", close);
    client.once("close", () => this.#stopped.signal.removeEventListener("abort", close));
    try {
      const deliver = this.#listen(client, url);
      const before = this.#session?.url === url ? this.#granted?.extranonce1 : undefined;
      const granted = await this.#logIn(client, url);
      this.#options.admit?.(granted);
      this.#granted = granted;
      this.#session = { id: granted.sessionId ?? granted.extranonce1, url };
      this.#client = client;
      this.#logger.info(`${shown(url)}: logged in`);
      this.emit("online", granted, url, before === granted.extranonce1);
      deliver();
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  async #logIn(client: ConnectedClient, url: string): Promise<Granted> {
    const configure = !this.#unconfigurable.has(url);
    const resume = this.#session?.url === url ? this.#session.id : undefined;
    try {
      return await logIn(client, { ...this.#options, configure, resume });
    } catch (error) {
      if (configure && isRpcError(error, "CLOSED")) this.#unconfigurable.add(url);
      throw error;
    }
  }

  /** @returns A function that emits what arrived during the login; later messages are emitted at once. */
  #listen(client: ConnectedClient, url: string): () => void {
    const early: (() => void)[] = [];
    let isOnline = false;
    const tell = (emit: () => void) => (isOnline ? emit() : early.push(emit));
    client.on("mining.notify", (job) => tell(() => this.emit("job", job)));
    client.on("mining.set_difficulty", ({ difficulty }) => tell(() => this.emit("difficulty", difficulty)));
    client.on("mining.set_extranonce", (extranonce) => tell(() => this.#moveExtranonce(extranonce)));
    client.on("mining.set_version_mask", ({ mask }) => tell(() => this.#moveMask(Number.parseInt(mask, 16))));
    client.on("client.show_message", ({ message }) => tell(() => this.emit("message", message)));
    client.on("client.reconnect", (target) => this.#follow(client, url, target));
    watchSilence(client, this.#options.silence);
    return () => {
      isOnline = true;
      for (const emit of early) emit();
    };
  }

  #follow(client: ConnectedClient, from: string, target: ClientReconnectParams): void {
    const url = redirectedUrl(from, target, this.#options.followAnywhere ?? false);
    if (url === undefined) {
      this.#logger.warn(
        `${shown(from)}: client.reconnect to ${written(target)} ignored: expected a host of the pool's own domain`,
      );
      return;
    }
    this.#redirect = { url, wait: Math.min(1000 * (target.wait ?? 0), longestWait) };
    client.close();
  }

  #moveExtranonce(extranonce: MiningSetExtranonceParams): void {
    if (this.#granted) this.#granted = { ...this.#granted, ...extranonce };
    this.emit("extranonce", extranonce);
  }

  #moveMask(versionMask: number): void {
    if (this.#granted) this.#granted = { ...this.#granted, versionMask };
    this.emit("versionMask", versionMask);
  }

  /** Waits for the next login. True if it has the extranonce1 of the last one. */
  #isResumed(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (resumed: boolean) => {
        clearTimeout(timer);
        this.off("online", online);
        this.#stopped.signal.removeEventListener("abort", giveUp);
        resolve(resumed);
      };
      const giveUp = () => settle(false);
      const online = (_granted: Granted, _url: string, resumed: boolean) => settle(resumed);
      const timer = setTimeout(giveUp, resendable);
      this.#stopped.signal.addEventListener("abort", giveUp);
      this.once("online", online);
    });
  }
}

function closed(client: ConnectedClient): Promise<RpcError> {
  return new Promise((resolve) => {
    client.once("close", (error) =>
      resolve(error ?? new RpcError("CLOSED", `${client.remoteAddress} closed the connection`)),
    );
  });
}

/** Characters of a pool's text that are logged. */
const excerpt = 100;

/** A target as JSON, so that it can't break the line of the log. */
function written({ host = "", port = "" }: ClientReconnectParams): string {
  return JSON.stringify(`${host}:${port}`.slice(0, excerpt));
}

/** A URL without its password. */
function shown(url: string): string {
  const { host, port, tls } = parseStratumUrl(url);
  return `${tls ? "stratum+ssl" : "stratum+tcp"}://${host}:${port}`;
}
