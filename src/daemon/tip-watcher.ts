import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { BlockHeader } from "../../generated/daemon/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import { backOff, isRpcError } from "../rpc/index.js";
import type { DaemonClient } from "./client.js";
import { unknownBlock } from "./error-names.js";

/** The newest block of a daemon's best chain. */
export interface Tip {
  /** The block's hash, as daemons write it: 64 hexadecimal digits, the last byte first. */
  readonly hash: string;
  readonly height: number;
  /** The tip before it, which is not always the block before it; undefined for the first one. */
  readonly previous: string | undefined;
  /** Blocks of the former chain that are not in this one: 0 where nothing was undone. */
  readonly depth: number;
}

/** How a tip is watched. */
export interface TipWatcherOptions {
  /** Milliseconds between two looks at the tip, for what the daemon does not tell. Default: 15,000. */
  readonly poll?: number;
}

/** What a tip watcher emits. */
export interface TipWatcherEvents {
  /** There is a new tip. Told once for each, in order; where several come at a time, only the last one. */
  tip: [tip: Tip];
  /** The daemon could not be asked, and is asked again; or a listener threw. */
  failed: [error: unknown];
}

const defaultPoll = 15_000;

/** Blocks whose parents are remembered. */
const remembered = 1_000;

/** Milliseconds that the daemon is asked to wait: a connection that is lost unnoticed costs no more. */
const wait = 60_000;

/**
 * Tells of every new tip of a daemon: it asks the daemon to answer when there is one, looks every
 * `poll` milliseconds besides, and whenever `check` is called, as by a notification.
 *
 * ```ts
 * const tips = new TipWatcher(daemon.client);
 * tips.on("tip", ({ height, hash, depth }) => console.log(height, hash, depth));
 * tips.start();
 * rpcServer.on("block", () => tips.check());
 * ```
 */
export class TipWatcher extends EventEmitter<TipWatcherEvents> {
  readonly #client: DaemonClient;
  readonly #poll: number;
  #tip: Tip | undefined;
  /** The blocks before those that were told. */
  readonly #parents = new Map<string, string>();
  #stopped = AbortSignal.abort();
  #stop: () => void = () => {};
  #checking: Promise<void> | undefined;
  #isOutdated = false;

  constructor(client: DaemonClient, { poll = defaultPoll }: TipWatcherOptions = {}) {
    super();
    guardListeners(this);
    this.#client = client;
    this.#poll = poll;
  }

  /** The tip as far as it is known. */
  get tip(): Tip | undefined {
    return this.#tip;
  }

  /** Begins to watch; the tip that there is comes as the first event. */
  start(): void {
    if (!this.#stopped.aborted) return;
    const over = new AbortController();
    const timer = setInterval(() => this.check(), this.#poll);
    this.#stopped = over.signal;
    this.#stop = () => {
      clearInterval(timer);
      over.abort();
    };
    void this.#watch(over.signal);
  }

  /** Ends watching. No event comes after that. */
  stop(): void {
    this.#stop();
  }

  /** Looks at once. Calls while it looks lead to one more look. */
  check(): Promise<void> {
    this.#isOutdated = true;
    this.#checking ??= this.#look();
    return this.#checking;
  }

  async #look(): Promise<void> {
    const stopped = this.#stopped;
    while (this.#isOutdated && !stopped.aborted) {
      this.#isOutdated = false;
      const tip = await this.#ask(stopped).catch((error) => this.#fail(error, stopped));
      if (tip === undefined || stopped.aborted) continue;
      this.#tip = tip;
      this.emit("tip", tip);
    }
    this.#checking = undefined;
  }

  /** The tip, where it is another one. */
  async #ask(signal: AbortSignal): Promise<Tip | undefined> {
    const { rpc } = this.#client;
    const hash = await rpc.getbestblockhash({ signal });
    const previous = this.#tip?.hash;
    if (hash === previous) return undefined;
    const { height, previousblockhash } = await rpc.getblockheader({ blockhash: hash }, { signal });
    this.#remember(hash, previousblockhash);
    const isNext = previous === undefined || previousblockhash === previous;
    return { hash, height, previous, depth: isNext ? 0 : await this.#depth(previous, signal) };
  }

  /** How many blocks, from this one on downwards, are in the best chain no more. */
  async #depth(from: string, signal: AbortSignal): Promise<number> {
    let hash: string | undefined = from;
    for (let depth = 0; hash !== undefined; depth++) {
      const header = await this.#header(hash, signal);
      if (header === undefined || header.confirmations >= 0) return depth;
      hash = header.previousblockhash;
    }
    return 0;
  }

  /** A daemon that was killed may have forgotten its last blocks; those that were told are known here. */
  async #header(
    hash: string,
    signal: AbortSignal,
  ): Promise<Pick<BlockHeader, "confirmations" | "previousblockhash"> | undefined> {
    try {
      return await this.#client.rpc.getblockheader({ blockhash: hash }, { signal });
    } catch (error) {
      if (!isRpcError(error) || error.wireCode !== unknownBlock) throw error;
      const previousblockhash = this.#parents.get(hash);
      return previousblockhash === undefined ? undefined : { confirmations: -1, previousblockhash };
    }
  }

  #remember(hash: string, parent: string | undefined): void {
    if (parent === undefined) return;
    this.#parents.set(hash, parent);
    const [oldest] = this.#parents.keys();
    if (this.#parents.size > remembered && oldest !== undefined) this.#parents.delete(oldest);
  }

  async #watch(stopped: AbortSignal): Promise<void> {
    for (let failures = 0; !stopped.aborted; ) {
      try {
        const next = this.#client.rpc.waitfornewblock({ timeout: wait }, { signal: stopped });
        // What came before the daemon began to wait, it does not tell.
        await Promise.all([next, this.check()]);
        await this.check();
        failures = 0;
      } catch (error) {
        if (isRpcError(error, "METHOD_NOT_FOUND")) return;
        this.#fail(error, stopped);
        await sleep(backOff(++failures), undefined, { signal: stopped }).catch(() => {});
      }
    }
  }

  #fail(error: unknown, stopped: AbortSignal): undefined {
    if (!stopped.aborted) this.emit("failed", error);
  }
}
