import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { BlockTemplate } from "../../generated/daemon/index.js";
import type { DaemonClient } from "../daemon/client.js";
import { checkOption } from "../rpc/index.js";

/** Options of a `TemplateSource`. */
export interface TemplateSourceOptions {
  /** The rules that the coin's daemon requires. */
  readonly rules: readonly string[];
  /** Milliseconds between two unconditional requests, for new transactions and a new time. Default: 30,000. */
  readonly refresh?: number;
}

/** What a template source emits. */
export interface TemplateSourceEvents {
  /** What the next block should hold has changed; `isNewBlock` where what it builds on has. */
  template: [template: BlockTemplate, isNewBlock: boolean];
  /** A call to the daemon failed and will be retried. */
  warning: [error: unknown];
}

const defaultRefresh = 30_000;

/** Milliseconds between two requests to a daemon without long polling. */
const pollPause = 1_000;

/** Milliseconds after the first failure; doubles with each further one. */
const firstPause = 500;
const longestPause = 30_000;

/**
 * Gets templates from a daemon: by long polling, every `refresh` milliseconds, and whenever `refresh()` is
 * called.
 */
export class TemplateSource extends EventEmitter<TemplateSourceEvents> {
  readonly #daemon: DaemonClient;
  readonly #rules: string[];
  readonly #refresh: number;
  readonly #stopped = new AbortController();
  #current: BlockTemplate | undefined;
  #toldAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @throws RpcError `INVALID_OPTION`. */
  constructor(daemon: DaemonClient, { rules, refresh = defaultRefresh }: TemplateSourceOptions) {
    super();
    checkOption("refresh", refresh, { above: true });
    this.#daemon = daemon;
    this.#rules = [...rules];
    this.#refresh = refresh;
  }

  /**
   * Gets the first template and emits new ones from then on.
   *
   * @throws RpcError if the daemon does not return one.
   */
  async start(): Promise<BlockTemplate> {
    const template = await this.#ask();
    this.#timer = setInterval(() => this.refresh(), this.#refresh);
    void this.#poll();
    return template;
  }

  /** Requests a template now. Call it when the daemon reports a block. */
  async refresh(): Promise<void> {
    try {
      await this.#ask();
    } catch (error) {
      this.#warn(error);
    }
  }

  /** Stops requesting templates. */
  stop(): void {
    clearInterval(this.#timer);
    this.#stopped.abort();
  }

  async #ask(longpollid?: string): Promise<BlockTemplate> {
    const params = { rules: this.#rules, ...(longpollid !== undefined && { longpollid }) };
    const template = await this.#daemon.rpc.getblocktemplate(params, { signal: this.#stopped.signal });
    this.#take(template);
    return template;
  }

  /** Long polls until stopped, with a pause after failures and when the daemon does not support long polling. */
  async #poll(): Promise<void> {
    const { signal } = this.#stopped;
    let failures = 0;
    while (!signal.aborted) {
      const before = this.#current?.longpollid;
      try {
        const { longpollid } = await this.#ask(before);
        failures = 0;
        if (longpollid === undefined || longpollid === before) await sleep(pollPause, undefined, { signal });
      } catch (error) {
        this.#warn(error);
        await sleep(Math.min(firstPause * 2 ** failures++, longestPause), undefined, { signal }).catch(
          () => {},
        );
      }
    }
  }

  /**
   * Drops a late answer: an older template for a lower block. Emits a template that several requests return only
   * once, until it is due for renewal.
   */
  #take(template: BlockTemplate): void {
    const before = this.#current;
    if (before && template.height < before.height && template.curtime < before.curtime) return;
    const isNewBlock = template.previousblockhash !== before?.previousblockhash;
    const isDue = performance.now() - this.#toldAt > this.#refresh / 2;
    this.#current = template;
    if (!isNewBlock && !isDue && before && isSame(template, before)) return;
    this.#toldAt = performance.now();
    this.emit("template", template, isNewBlock);
  }

  #warn(error: unknown): void {
    if (!this.#stopped.signal.aborted) this.emit("warning", error);
  }
}

/** Whether both templates lead to the same work. */
function isSame(a: BlockTemplate, b: BlockTemplate): boolean {
  return (
    a.bits === b.bits &&
    a.coinbasevalue === b.coinbasevalue &&
    a.transactions.length === b.transactions.length &&
    a.transactions.every(({ hash }, index) => hash === b.transactions[index]?.hash)
  );
}
