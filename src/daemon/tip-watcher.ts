import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { BlockHeader } from "../../generated/daemon/index.js";
import { guardListeners } from "../rpc/guard-listeners.js";
import { backOff, isRpcError } from "../rpc/index.js";
import type { DaemonClient } from "./client.js";
import { unknownBlock } from "./error-names.js";

/** The newest block of a daemon's best chain. */
export interface Tip {
  /** The block's hash in display order: 64 hexadecimal digits. */
  readonly hash: string;
  readonly height: number;
  /** The hash of the previous tip, which is not always the previous block; undefined for the first tip. */
  readonly previous: string | undefined;
  /** Blocks of the previous chain that are not in this one: 0 without a reorganization. */
  readonly depth: number;
}

/** Options of a `TipWatcher`. */
export interface TipWatcherOptions {
  /** Milliseconds between two polls, for tips that the daemon does not report. Default: 15,000. */
  readonly poll?: number;
}

/** What a tip watcher emits. */
export interface TipWatcherEvents {
  /** There is a new tip. Emitted once per tip, in order; of several at a time, only for the last. */
  tip: [tip: Tip];
  /** A call to the daemon failed and will be retried; or a listener threw. */
  failed: [error: unknown];
}

const defaultPoll = 15_000;

/** Blocks whose parents are remembered. */
const remembered = 1_000;

/** Milliseconds that the daemon waits per call: the longest time that a lost connection goes unnoticed. */
const wait = 60_000;

/**
 * Emits an event for every new tip of a daemon. It waits for blocks with `waitfornewblock`, polls every
 * `poll` milliseconds, and checks whenever `check` is called, for example on a notification.
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
  /** Parents of the reported blocks. */
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

  /** The last known tip. */
  get tip(): Tip | undefined {
    return this.#tip;
  }

  /** Starts watching; the first event reports the current tip. */
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

  /** Stops watching. No event follows. */
  stop(): void {
    this.#stop();
  }

  /** Checks the tip now. Calls during a check lead to one more check. */
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

  /** The tip; undefined when it is unchanged. */
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

  /** How many blocks, from this one downwards, are no longer in the best chain. */
  async #depth(from: string, signal: AbortSignal): Promise<number> {
    let hash: string | undefined = from;
    for (let depth = 0; hash !== undefined; depth++) {
      const header = await this.#header(hash, signal);
      if (header === undefined || header.confirmations >= 0) return depth;
      hash = header.previousblockhash;
    }
    return 0;
  }

  /** A daemon that was killed may have lost its last blocks; reported ones are remembered here. */
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
        // The daemon does not report a block that came before it began to wait.
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
