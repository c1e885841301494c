import { backOff } from "../rpc/back-off.js";
import type { CallOptions } from "../rpc/call-options.js";
import type { Connection } from "../rpc/connection.js";
import { type Executed, failedCall, isRpcError, RpcError } from "../rpc/error.js";
import type { Method } from "../rpc/method.js";
import { waitFor } from "../rpc/wait.js";
import type { ReconnectOptions } from "./connect-options.js";
import type { Link, LinkedPeer } from "./link.js";

/** Options of a link. */
export interface ConnectionLinkOptions {
  /** Opens a connection; the signal fires when the link is closed. */
  readonly open: (signal: AbortSignal) => Promise<Connection>;
  /** Creates the peer of a connection; the signal fires when the connection has ended. */
  readonly createPeer: (connection: Connection, signal: AbortSignal) => LinkedPeer;
  /** Runs first on each connection. */
  readonly authenticate: (peer: LinkedPeer) => Promise<void>;
  /** The scheme of the port, for the error when it closes the connection during `authenticate`. */
  readonly scheme?: string | undefined;
  /** Undefined if a lost connection closes the link. */
  readonly reconnect: ReconnectOptions | undefined;
  /** Milliseconds that a call may wait. */
  readonly deadline: number;
  /** Calls that may wait for a connection. */
  readonly maxWaiting: number;
  readonly offline: (error: RpcError | undefined, pause: number) => void;
  readonly online: () => void;
  readonly closed: (error: RpcError | undefined) => void;
}

/** A connection that is being opened. */
interface NextPeer {
  readonly promise: Promise<LinkedPeer>;
  readonly resolve: (peer: LinkedPeer) => void;
  readonly reject: (error: RpcError) => void;
}

type Attempt<Result> = (peer: LinkedPeer, options: CallOptions) => Promise<Result>;

/** Sends calls over a connection, and over a new one after it is lost if `reconnect` is given. */
export class ConnectionLink implements Link {
  readonly #options: ConnectionLinkOptions;
  #connection: Connection | undefined;
  #peer: LinkedPeer | undefined;
  /** Fulfilled with the next peer; rejected when the link closes. */
  #next: NextPeer | undefined;
  /** Calls that wait for the next peer. */
  #waiting = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #closing = new AbortController();
  /** Fulfilled when the last connection has ended. */
  #over: Promise<void> | undefined;

  constructor(options: ConnectionLinkOptions) {
    this.#options = options;
  }

  /** Opens the first connection, without retries. @throws RpcError when that fails. */
  async start(): Promise<void> {
    await this.#connect();
  }

  call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options?: CallOptions,
  ): Promise<Result> {
    return this.#run(method.name, options, (peer, tried) => peer.call(method, params, tried));
  }

  request(name: string, wire: unknown, options?: CallOptions): Promise<unknown> {
    return this.#run(name, options, async (peer, tried) => (await peer.request(name, wire, tried)).result);
  }

  /** Dropped while there is no connection. */
  notify<Params>(method: Method<Params, void>, params: Params): void {
    this.#peer?.notify(method, params);
  }

  async close(): Promise<void> {
    this.#end(undefined);
    this.#connection?.close();
    await this.#over;
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #run<Result>(name: string, options: CallOptions = {}, attempt: Attempt<Result>): Promise<Result> {
    const { reconnect } = this.#options;
    const deadline = options.deadline ?? this.#options.deadline;
    const until = performance.now() + deadline;
    // A call that did not wait has all of its time, which its error names.
    let hasWaited = false;
    const left = () => {
      const time = hasWaited ? Math.max(0, Math.ceil(until - performance.now())) : deadline;
      return { ...options, deadline: time };
    };
    let executed: Executed = "no";
    for (;;) {
      const connected = this.#peer;
      const peer = connected ?? (await this.#nextPeer(name, left(), executed));
      hasWaited ||= connected === undefined;
      try {
        return await attempt(peer, left());
      } catch (error) {
        const isLost = reconnect && !this.#isClosed && isRpcError(error, "CLOSED");
        if (!isLost || !(error.executed === "no" || isRepeatable(name, reconnect))) throw error;
        if (error.executed !== "no") executed = "perhaps";
        hasWaited = true;
      }
    }
  }

  /** @param executed Whether the call was executed, for its error if it fails meanwhile. */
  async #nextPeer(name: string, left: CallOptions, executed: Executed): Promise<LinkedPeer> {
    const { reconnect, maxWaiting } = this.#options;
    if (this.#isClosed || !reconnect) throw failedCall(isOver(), name);
    if (this.#waiting >= maxWaiting)
      throw new RpcError("OVERLOADED", `${maxWaiting} calls are already waiting for a connection`, {
        executed,
        method: name,
      });
    this.#waiting++;
    this.#next ??= nextPeer();
    try {
      return await waitFor(this.#next.promise, name, left);
    } catch (error) {
      throw isRpcError(error)
        ? new RpcError(error.code, error.message, { cause: error, executed, method: name })
        : error;
    } finally {
      this.#waiting--;
    }
  }

  async #connect(): Promise<void> {
    const { open, createPeer, authenticate } = this.#options;
    const connection = await open(this.#closing.signal);
    const over = new AbortController();
    const peer = createPeer(connection, over.signal);
    this.#connection = connection;
    let isPublished = false;
    this.#over = new Promise((resolve) => {
      connection.open({
        message: (text) => peer.receive(text),
        closed: (error) => {
          over.abort();
          peer.closed(error);
          if (isPublished) this.#lost(error);
          resolve();
        },
      });
    });
    try {
      await authenticate(peer);
      if (this.#isClosed) throw new RpcError("CLOSED");
    } catch (error) {
      connection.close();
      if (this.#isClosed) throw new RpcError("ABORTED", "connecting: aborted", { executed: "no" });
      throw isRpcError(error, "CLOSED") ? this.#refused(connection, error) : error;
    }
    if (over.signal.aborted)
      throw new RpcError("CLOSED", "the server closed the connection", { executed: "no" });
    isPublished = true;
    this.#peer = peer;
    this.#next?.resolve(peer);
    this.#next = undefined;
  }

  /** No call of the user was sent yet. */
  #refused({ remoteAddress }: Connection, cause: RpcError): RpcError {
    const { scheme } = this.#options;
    const hint = scheme === undefined ? "" : `: check that it is a ${scheme}: port`;
    const message = `${remoteAddress} closed the connection during rpc.authenticate${hint}`;
    return new RpcError("CONNECT_FAILED", message, { cause, executed: "no" });
  }

  #lost(error: RpcError | undefined): void {
    this.#peer = undefined;
    if (this.#isClosed) return;
    if (this.#options.reconnect) this.#retry(0, error);
    else this.#end(error);
  }

  #retry(failures: number, reason: RpcError | undefined): void {
    const pause = backOff(failures, this.#options.reconnect ?? {});
    this.#options.offline(reason, pause);
    this.#pause = setTimeout(() => {
      this.#connect().then(
        () => {
          if (!this.#isClosed) this.#options.online();
        },
        (error) => {
          if (!this.#isClosed) this.#retry(failures + 1, isRpcError(error) ? error : undefined);
        },
      );
    }, pause);
  }

  #end(error: RpcError | undefined): void {
    if (this.#isClosed) return;
    this.#closing.abort();
    this.#peer = undefined;
    clearTimeout(this.#pause);
    this.#next?.reject(isOver());
    this.#options.closed(error);
  }
}

function nextPeer(): NextPeer {
  let resolve: NextPeer["resolve"] = () => {};
  let reject: NextPeer["reject"] = () => {};
  const promise = new Promise<LinkedPeer>((...settle) => {
    [resolve, reject] = settle;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

function isOver(): RpcError {
  return new RpcError("CLOSED", "the client is closed", { executed: "no" });
}

function isRepeatable(name: string, { repeat = [] }: ReconnectOptions): boolean {
  return typeof repeat === "function" ? repeat(name) : repeat.includes(name);
}
