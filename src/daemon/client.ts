import { setMaxListeners } from "node:events";
import { toServer } from "../../generated/daemon/client.js";
import type { ServerMethods, ToServer } from "../../generated/daemon/index.js";
import {
  type Caller,
  type CallOptions,
  debugLogger,
  isRpcError,
  type Logger,
  type ResultMismatch,
  type ResultPolicy,
} from "../rpc/index.js";
import type { UntypedCall } from "../transport/http-batch.js";
import type { HttpCaller } from "../transport/http-caller.js";
import { createHttpCaller } from "../transport/http-client.js";
import {
  type Authorization,
  cookieAuthorization,
  noAuthorization,
  passwordAuthorization,
} from "./authorization.js";
import { deadlineOf, waitsForBlock } from "./deadlines.js";
import { nameError } from "./error-names.js";
import { repeatable } from "./repeatable.js";
import { retry } from "./retry.js";
import { daemonSecrets } from "./secrets.js";
import { parseDaemonUrl } from "./url.js";

/** Options of a `DaemonClient`. */
export interface DaemonClientOptions {
  /** `http://127.0.0.1:8332`, with or without `user:password@`. */
  readonly url: string;
  /** The cookie file that the daemon writes at each start; read again when the daemon rejects it. */
  readonly cookieFile?: string;
  /** The wallet that wallet calls use. Required when more than one is loaded. */
  readonly wallet?: string;
  /**
   * Milliseconds until a call fails, all attempts together. Default: 30,000; more for methods that read
   * a whole chain, one hour for those that wait for a block.
   */
  readonly deadline?: number;
  /**
   * Milliseconds during which a failed call is retried if that is safe: while the daemon warms up, is
   * overloaded or restarts. 0 disables retries. Default: 10,000.
   */
  readonly retryFor?: number;
  /** @deprecated Renamed to `retryFor`. */
  readonly patience?: number;
  /** Concurrent calls; further ones are queued. Calls that wait for a block use 4 extra connections. Default: 8. */
  readonly connections?: number;
  /**
   * How results are checked against the schemas, for all methods or by method: daemons differ.
   * Default: `warn`, which reports a mismatch to `onMismatch` and returns the result as it is.
   */
  readonly results?: ResultCheck | Readonly<Partial<Record<keyof ServerMethods, ResultCheck>>>;
  /** Called with each result that does not match its schema. Default: logs a warning. */
  readonly onMismatch?: (mismatch: ResultMismatch) => void;
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** What becomes of results that do not match their schema. */
export type ResultCheck = ResultPolicy["check"];

const defaultDeadline = 30_000;
const defaultRetryFor = 10_000;

/** Connections for calls that wait for a block. */
const waitingConnections = 4;

/**
 * Calls a coin daemon: `client.rpc.getblocktemplate({ rules: ["segwit"] })` is typed,
 * `client.call("anything", [])` needs no schema. Every error is an RpcError with the method, the
 * daemon's code and its name, and whether the call was executed.
 */
export class DaemonClient {
  /** The daemon's methods. */
  readonly rpc: ToServer;
  readonly #caller: HttpCaller;
  readonly #waiting: HttpCaller;
  readonly #options: DaemonClientOptions;
  #closing = closing();
  #hasAnswered = false;

  /** @throws RpcError `INVALID_OPTION` for an invalid URL. */
  constructor(options: DaemonClientOptions) {
    const { connections } = options;
    const { url, authorization } = target(options);
    const common = {
      url,
      authorization: authorization.header,
      unauthorized: authorization.refused,
      results: resultPolicy(options, url),
      secrets: daemonSecrets,
    };
    this.#options = options;
    this.#caller = createHttpCaller({ ...common, connections });
    this.#waiting = createHttpCaller({ ...common, connections: waitingConnections });
    this.rpc = toServer({
      call: (method, params, callOptions) =>
        this.#try(method.name, params, callOptions, (caller, tried) => caller.call(method, params, tried)),
      notify: (method, params) => this.#caller.notify(method, params),
    });
  }

  /** Calls a method without a schema, with positional or named parameters. */
  async call(
    ...[method, params = [], options]: [...Parameters<UntypedCall>, CallOptions?]
  ): Promise<unknown> {
    return this.#try(method, params, options, (caller, tried) => caller.request(method, params, tried));
  }

  /**
   * Sends several calls as one request; each has its own result or error:
   *
   * ```ts
   * const [count, info] = await client.batch((rpc, call) => [rpc.getblockcount(), call("uptime")]);
   * if (count.status === "fulfilled") console.log(count.value);
   * ```
   *
   * @param collect Makes the calls, synchronously.
   * @throws RpcError if the request as a whole fails: then no call has a result.
   */
  async batch<const Calls extends readonly unknown[] | []>(
    collect: (rpc: ToServer, call: UntypedCall) => Calls,
    { deadline = this.#options.deadline ?? defaultDeadline, ...options }: CallOptions = {},
  ) {
    return this.#caller.batch((caller, call) => collect(toServer(named(caller)), call), {
      ...options,
      deadline,
    });
  }

  /** A client of the same daemon for one wallet. It has its own connections: close it, too. */
  wallet(name: string): DaemonClient {
    return new DaemonClient({ ...this.#options, wallet: name });
  }

  /**
   * Aborts pending calls and closes the connections: some daemons can't stop while they are open.
   * A later call opens new ones.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#closing = closing();
    await Promise.all([this.#caller.close(), this.#waiting.close()]);
  }

  async #try<Result>(
    method: string,
    params: unknown,
    { signal, deadline = this.#deadlineOf(method, params) }: CallOptions = {},
    attempt: (caller: HttpCaller, options: CallOptions) => Promise<Result>,
  ): Promise<Result> {
    const caller = waitsForBlock(method, params) ? this.#waiting : this.#caller;
    const { patience = defaultRetryFor, retryFor = patience } = this.#options;
    const isRepeatable: Readonly<Record<string, boolean | undefined>> = repeatable;
    try {
      const result = await retry((options) => attempt(caller, options), {
        retryFor,
        deadline,
        ...(signal && { signal }),
        isRepeatable: isRepeatable[method] ?? false,
        hasAnswered: () => this.#hasAnswered,
        closing: this.#closing.signal,
      });
      this.#hasAnswered = true;
      return result;
    } catch (error) {
      this.#hasAnswered ||= isRpcError(error) && error.executed === "yes";
      throw nameError(error, method);
    }
  }

  #deadlineOf(method: string, params: unknown): number {
    return deadlineOf(method, params) ?? this.#options.deadline ?? defaultDeadline;
  }
}

/** Every call that waits for a retry listens to the signal. */
function closing(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Adds the method and the daemon's error name to errors. */
function named(caller: Caller): Caller {
  return {
    ...caller,
    call: (method, params, options) =>
      caller.call(method, params, options).catch((error) => {
        throw nameError(error, method.name);
      }),
  };
}

function resultPolicy(
  { results = "warn", logger = debugLogger, onMismatch }: DaemonClientOptions,
  url: string,
): (method: string) => ResultPolicy {
  const warn = onMismatch ?? (({ message }: ResultMismatch) => logger.warn(`${url}: ${message}`));
  if (typeof results === "string") return () => ({ check: results, warn });
  const checks: Readonly<Record<string, ResultCheck | undefined>> = results;
  return (method) => ({ check: checks[method] ?? "warn", warn });
}

function target({ url: text, cookieFile, wallet }: DaemonClientOptions): {
  url: string;
  authorization: Authorization;
} {
  const { url, user, password = "" } = parseDaemonUrl(text);
  return {
    url: wallet === undefined ? url : new URL(`/wallet/${encodeURIComponent(wallet)}`, url).href,
    authorization: authorizationOf(user, password, cookieFile),
  };
}

function authorizationOf(
  user: string | undefined,
  password: string,
  cookieFile: string | undefined,
): Authorization {
  if (cookieFile !== undefined) return cookieAuthorization(cookieFile);
  return user === undefined && password === ""
    ? noAuthorization
    : passwordAuthorization(user ?? "", password);
}
