import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { DaemonClient } from "../daemon/client.js";
import { isRpcError, RpcError } from "../rpc/index.js";
import type { BlockEvent, UnsubmittedEvent } from "./solo-pool-options.js";
import { type SolvedBlock, submitBlock } from "./submit-block.js";

/** A block with the worker that found it. */
export interface FoundBlock extends SolvedBlock {
  readonly worker: string;
}

/** Listeners for the outcome of submitted blocks. */
export interface BlockListeners {
  /** The daemon returned a verdict. `stop` waits for the promise. */
  readonly judged: (block: BlockEvent) => void | Promise<void>;
  readonly unsubmitted: (block: UnsubmittedEvent) => void;
  /** A listener threw. */
  readonly broken: (error: unknown) => void;
}

/** Submits blocks to a daemon, several at a time. Reports every block that is lost. */
export class BlockSubmitter {
  readonly #daemon: DaemonClient;
  readonly #maxPending: number;
  readonly #listeners: BlockListeners;
  readonly #pending = new Set<Promise<void>>();
  readonly #stopped = new AbortController();

  /** @param maxPending Concurrent blocks. */
  constructor(daemon: DaemonClient, maxPending: number, listeners: BlockListeners) {
    this.#daemon = daemon;
    this.#maxPending = maxPending;
    this.#listeners = listeners;
    setMaxListeners(0, this.#stopped.signal);
  }

  submit(block: FoundBlock): void {
    const pending = this.#run(block)
      .catch((error) => this.#listeners.broken(error))
      .finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  /** Waits for pending blocks up to `timeout` milliseconds, then gives them up. Later blocks are given up at once. */
  async stop(timeout: number): Promise<void> {
    const over = new AbortController();
    const timer = sleep(timeout, undefined, { signal: over.signal }).catch(() => {});
    await Promise.race([timer, this.#settled()]);
    over.abort();
    this.#stopped.abort();
    await this.#settled();
  }

  async #settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #run(block: FoundBlock): Promise<void> {
    const { height, hash, worker, bytes } = block;
    let attempts = 0;
    const tell = (cause: unknown, retryIn?: number) => {
      if (retryIn !== undefined) attempts++;
      const error = isRpcError(cause) ? cause : new RpcError("OTHER", messageOf(cause), { cause });
      this.#tell({ height, hash, worker, bytes, attempts, error, retryIn });
    };
    if (this.#pending.size >= this.#maxPending) {
      tell(new RpcError("OVERLOADED", `${this.#maxPending} blocks are pending already: raise pendingBlocks`));
      return;
    }
    let verdict: string | null;
    try {
      verdict = await submitBlock(this.#daemon, block, { signal: this.#stopped.signal, failed: tell });
    } catch (error) {
      tell(error);
      return;
    }
    await this.#listeners.judged({ height, hash, worker, verdict });
  }

  /** A listener that throws must not lose a block. */
  #tell(event: UnsubmittedEvent): void {
    try {
      this.#listeners.unsubmitted(event);
    } catch (error) {
      this.#listeners.broken(error);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
