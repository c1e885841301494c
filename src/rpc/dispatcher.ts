import type { Dialect } from "../wire/dialect.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Call, Malformed } from "../wire/message.js";
import { type ErrorCode, isRpcError, RpcError } from "./error.js";
import { chain, type Interceptor } from "./interceptor.js";
import type { Handler, Handlers, Method, MethodTable } from "./method.js";
import { readParams } from "./params.js";
import { checkResult, type ResultPolicy, resultCheck, writeResult } from "./result.js";
import { traceCall } from "./trace.js";
import { waitFor } from "./wait.js";
import { isForPeers, toWireError } from "./wire-error.js";

/** How a dispatcher treats calls. */
export interface DispatcherOptions<Context> {
  /** How answers are written: one dialect, or one per call where peers use several. */
  readonly dialect: (call: Call | Malformed) => Dialect;
  /** Sees each call first: returns it or a replacement, or throws the error that the call is refused with. */
  readonly admit?: (call: Call, context: Context) => Call;
  /** Refuses surplus positions and unknown names. Default: they are dropped. */
  readonly strict?: boolean;
  /** What happens to results that do not match their schema. Default: they are not checked. */
  readonly results?: ResultPolicy;
  /** Milliseconds that a handler's promise may take before the peer gets `TIMEOUT`. Default: 60,000. */
  readonly deadline?: number;
  /** Around every handler; the first one is the outermost. */
  readonly interceptors?: readonly Interceptor<Context>[];
  /** Answers notifications that have an id as if they were requests. Default: true. */
  readonly acknowledges?: boolean;
  /** Receives notifications without a handler, checked like any other. Default: they are unknown methods. */
  readonly notified?: (name: string, params: unknown) => void;
  /** Called with an error that a handler threw and that is hidden from the peer, which gets `INTERNAL_ERROR`. */
  readonly failed?: (error: unknown, method: { readonly name: string }) => void;
  /** Called with the error of an invalid notification, which has no answer to carry it, or of a malformed text. */
  readonly ignored?: (error: RpcError, method?: { readonly name: string }) => void;
}

/** A text for the peer. Undefined when no answer is due. */
export type Answer = string | undefined;

/** A method bound to its handler: reads parameters from the wire, returns the result for the wire. */
interface Bound<Context> extends Pick<Method, "name" | "kind"> {
  readonly run: (wire: unknown, context: Context) => unknown;
  /** Loads the validators if they are loaded on first use. */
  readonly load: () => Promise<void>;
}

const defaultDeadline = 60_000;

/**
 * Answers calls with handlers. One dispatcher serves all connections of a server, each with its own
 * context. A handler that returns a value is answered at once, without a promise.
 */
export class Dispatcher<Context> {
  readonly #bound = new Map<string, Bound<Context>>();
  readonly #options: DispatcherOptions<Context>;
  readonly #intercept: Interceptor<Context> | undefined;

  constructor(options: DispatcherOptions<Context>) {
    this.#options = options;
    this.#intercept = chain(options.interceptors);
  }

  /** Adds handlers for methods, replacing existing ones. Methods without a handler stay unknown. */
  add<Methods>(methods: MethodTable<Methods>, handlers: Partial<Handlers<Methods, Context>>): void {
    for (const name in methods) {
      const method = methods[name];
      const handler = handlers[name] ?? this.#eventOf(method);
      if (handler) this.#bound.set(method.name, this.#bind(method, handler));
    }
  }

  /** Adds a method without a descriptor: its handler gets parameters as they are on the wire. */
  expose(name: string, handler: (params: unknown, context: Context) => unknown): void {
    this.#bound.set(name, { name, kind: "request", run: handler, load: async () => {} });
  }

  /** Whether a method has a handler. */
  handles(method: string): boolean {
    return this.#bound.has(method);
  }

  /** Loads the validators of all methods, so that no call waits for them. */
  async load(): Promise<void> {
    await Promise.all([...this.#bound.values()].map(({ load }) => load()));
  }

  /** Answers a call. Never throws or rejects: failures become the answer. */
  answer(given: Call, context: Context): Answer | Promise<Answer> {
    const { admit, deadline = defaultDeadline } = this.#options;
    let call = given;
    try {
      if (admit) call = admit(given, context);
    } catch (error) {
      return this.#error(given, { name: given.method, kind: "request" }, error);
    }
    const bound = this.#bound.get(call.method);
    if (!bound) return this.#unknown(call);
    const end = traceCall("handler", call.method);
    const finish = (result: unknown): Answer => {
      const answer = this.#result(call, bound, result);
      end?.();
      return answer;
    };
    const fail = (error: unknown): Answer => {
      end?.(error);
      return this.#error(call, bound, error);
    };
    try {
      const result = bound.run(call.params, context);
      if (!(result instanceof Promise)) return finish(result);
      return waitFor(result, call.method, { deadline }).then(finish).catch(fail);
    } catch (error) {
      return fail(error);
    }
  }

  /** The error for a malformed message. */
  refuse(malformed: Malformed): Answer {
    const dialect = this.#options.dialect(malformed);
    const code = malformed.fault === "not JSON" ? "PARSE_ERROR" : "INVALID_REQUEST";
    this.#options.ignored?.(new RpcError(code, describeMalformed(malformed)));
    return dialect.error(malformed.id, toWireError(envelopeError(code, malformed.reason, dialect), dialect));
  }

  /** The error for a call, if it expects an answer. */
  fail(call: Call, error: RpcError): Answer {
    if (call.id === undefined) return undefined;
    const dialect = this.#options.dialect(call);
    return dialect.error(call.id, toWireError(error, dialect));
  }

  #eventOf({ kind, name }: Method): ((params: unknown) => void) | undefined {
    const { notified } = this.#options;
    return kind === "notification" && notified ? (params) => notified(name, params) : undefined;
  }

  #bind<Params>(method: Method<Params>, handler: Handler<Params, unknown, Context>): Bound<Context> {
    const { strict = false, results = { check: "off" } } = this.#options;
    const intercept = this.#intercept;
    let validators = typeof method.validators === "function" ? undefined : method.validators;
    const load = async () => {
      if (typeof method.validators === "function") validators = await method.validators();
    };
    const run = (wire: unknown, context: Context): unknown => {
      if (!validators) return load().then(() => run(wire, context));
      const params = readParams(method, validators.params, wire, strict);
      const check = resultCheck(method, validators, params);
      const finish = (result: unknown) => {
        checkResult(method, check, result, results);
        return writeResult(method, result);
      };
      const result = intercept
        ? intercept({ method, params, context }, () => handler(params, context))
        : handler(params, context);
      return result instanceof Promise ? result.then(finish) : finish(result);
    };
    return { name: method.name, kind: method.kind, run, load };
  }

  #result(call: Call, { kind }: Bound<Context>, result: unknown): Answer {
    if (call.id === undefined) return undefined;
    if (kind === "request") return this.#options.dialect(call).result(call.id, result);
    return this.#acknowledge(call, call.id);
  }

  /** A notification that has an id: the sender expects an answer. */
  #acknowledge(call: Call, id: string): Answer {
    if (this.#options.acknowledges === false) return undefined;
    const dialect = this.#options.dialect(call);
    if (dialect.family === "stratum") return id === "null" ? undefined : dialect.result(id, true);
    return dialect.result(id, null);
  }

  #error(call: Call, method: Pick<Method, "name" | "kind">, error: unknown): Answer {
    const { failed, ignored } = this.#options;
    if (!isRpcError(error) || !isForPeers(error)) failed?.(error, method);
    if (call.id === undefined || (method.kind === "notification" && call.id === "null")) {
      if (isRpcError(error)) ignored?.(error, method);
      return undefined;
    }
    const dialect = this.#options.dialect(call);
    try {
      return dialect.error(call.id, toWireError(error, dialect));
    } catch (unwritable) {
      return this.#error(call, method, unwritable);
    }
  }

  /** Stratum peers that send an unknown method with a null id expect silence. */
  #unknown(call: Call): Answer {
    if (call.id === undefined) return undefined;
    const dialect = this.#options.dialect(call);
    if (dialect.family === "stratum" && call.id === "null") return undefined;
    const reason = `Method ${JSON.stringify(call.method.slice(0, 64))} not found`;
    return this.fail(call, envelopeError("METHOD_NOT_FOUND", reason, dialect));
  }
}

/** JSON-RPC 2.0 defines the texts of these errors (section 5.1); other peers get the reason. */
function envelopeError(code: ErrorCode, reason: string, { name }: Dialect): RpcError {
  return name === jsonrpc2.name ? new RpcError(code) : new RpcError(code, reason);
}

/** The longest part of a malformed text in an error message. */
const excerpt = 80;

function describeMalformed({ fault, reason, text }: Malformed): string {
  const found = text === undefined ? "" : `: ${JSON.stringify(text.slice(0, excerpt))}`;
  return `received a text that is ${fault}${found}${fault === "not JSON" ? "" : ` (${reason})`}`;
}
