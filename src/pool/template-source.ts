import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { BlockTemplate } from "../../generated/daemon/index.js";
import type { DaemonClient } from "../daemon/client.js";
import { checkOption } from "../rpc/index.js";

/** How a pool keeps up with its daemon. */
export interface TemplateSourceOptions {
  /** The rules that the coin's daemon insists on. */
  readonly rules: readonly string[];
  /** Milliseconds after which a template is asked for without a reason: for new transactions and a new time. Default: 30,000. */
  readonly refresh?: number;
}

/** What a template source emits. */
export interface TemplateSourceEvents {
  /** What the next block should hold has changed; `isNewBlock` where what it builds on has. */
  template: [template: BlockTemplate, isNewBlock: boolean];
  /** The daemon could not be asked; it will be asked again. */
  warning: [error: unknown];
}

const defaultRefresh = 30_000;

/** Between two questions to a daemon that answers at once. */
const pollPause = 1_000;

/** After a first failure; it doubles with each that follows. */
const firstPause = 500;
const longestPause = 30_000;

/**
 * Asks a daemon for templates: it waits for the next one by long polling, asks again from time to
 * time, and at once when told that there is a block.
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
   * Gets a first template and keeps up from then on.
   *
   * @throws RpcError where the daemon does not give one.
   */
  async start(): Promise<BlockTemplate> {
    const template = await this.#ask();
    this.#timer = setInterval(() => this.refresh(), this.#refresh);
    void this.#poll();
    return template;
  }

  /** Asks for a template now: a daemon said that there is a block. */
  async refresh(): Promise<void> {
    try {
      await this.#ask();
    } catch (error) {
      this.#warn(error);
    }
  }

  /** Asks no more. */
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

  /** Waits for what changes, for ever: with a pause where the daemon does not wait itself, and after failures. */
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
   * An answer may be late: what was made before the current one for a lower block is of no use any more.
   * And more than one way leads to the same template: it is news once, until it is due to be renewed.
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

/** Whether miners would do the same work on both. */
function isSame(a: BlockTemplate, b: BlockTemplate): boolean {
  return (
    a.bits === b.bits &&
    a.coinbasevalue === b.coinbasevalue &&
    a.transactions.length === b.transactions.length &&
    a.transactions.every(({ hash }, index) => hash === b.transactions[index]?.hash)
  );
}
