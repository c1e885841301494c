import type { Connection } from "../rpc/connection.js";
import { Dispatcher } from "../rpc/dispatcher.js";
import { RpcError } from "../rpc/error.js";
import { implied } from "../rpc/implied.js";
import type { AnyProtocol, Caller, Handlers, ToServerOf } from "../rpc/method.js";
import { checkOption } from "../rpc/option.js";
import { Peer } from "../rpc/peer.js";
import type { ResultPolicy } from "../rpc/result.js";
import { HttpCaller } from "../transport/http-caller.js";
import type { HttpPost } from "../transport/http-post.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import { checkConnect } from "./check-options.js";
import type {
  Client,
  ClientContext,
  ClientControl,
  ClientLimits,
  ClientOptions,
  ClientStateEvents,
} from "./connect-options.js";
import { ConnectionLink } from "./connection-link.js";
import { Listeners } from "./emitter.js";
import type { Link } from "./link.js";

const defaultDeadline = 30_000;

/** Milliseconds to connect and authenticate. */
export const defaultConnectDeadline = 10_000;

const defaultBatch = 100;

export const defaultLimits: ClientLimits = { message: 268_435_456, queue: 268_435_456, calls: 1_024 };

/** How a platform connects to the server. */
export interface Reach {
  /** Opens connections until the signal fires. Undefined for HTTP. */
  readonly open?: (signal: AbortSignal) => Promise<Connection>;
  /** Whether the transport sent the credentials, so that no first call has to. */
  readonly carriesCredentials: boolean;
  /** The scheme of the URL, for an error message. */
  readonly scheme?: string;
  /** Sends HTTP requests; also the URL for error messages. */
  readonly http?: { readonly post: HttpPost; readonly url: string };
  /** Reports an error that a listener threw. */
  readonly failed: (error: unknown) => void;
}

/**
 * Uses an existing connection.
 *
 * @throws RpcError `INVALID_OPTION` with the option `reconnect`.
 */
export function givenConnection(
  connection: Connection,
  { reconnect }: Pick<ClientOptions<AnyProtocol>, "reconnect">,
): Pick<Reach, "open" | "carriesCredentials"> {
  if (reconnect)
    throw new RpcError("INVALID_OPTION", "reconnect needs a URL: a given connection can't be made again");
  return { open: async () => connection, carriesCredentials: false };
}

/**
 * Creates a client and opens its connection.
 *
 * @throws RpcError when no connection can be made, or the server refuses the credentials.
 */
export async function createClient<P extends AnyProtocol>(
  protocol: P,
  options: ClientOptions<P>,
  reach: Reach,
): Promise<Client<P>> {
  checkConnect(protocol, options, defaultLimits);
  const { signal, deadline, connectDeadline } = options;
  checkOption("deadline", deadline, { above: true });
  checkOption("connectDeadline", connectDeadline, { above: true });
  const listeners = new Listeners(reach.failed);
  const forget = () => signal?.removeEventListener("abort", close);
  const link = reach.http
    ? httpLink(options, reach.http)
    : connectionLink(protocol, options, reach, listeners, forget);
  const close = async () => {
    forget();
    await link.close();
  };
  signal?.addEventListener("abort", close);
  if (signal?.aborted) void close();
  if (link instanceof ConnectionLink) {
    await link.start().catch((error) => {
      forget();
      throw error;
    });
  }
  // Keeps early events for listeners that are added right after `await connect()`.
  setTimeout(() => listeners.settle());
  return withMethods(protocol, link, control(link, listeners, close, serverStubs(protocol, link)));
}

function httpLink<P extends AnyProtocol>(
  options: ClientOptions<P>,
  { post, url }: NonNullable<Reach["http"]>,
): Link {
  const { authorization, dialect, deadline, interceptors, batch } = options;
  const caller = new HttpCaller({
    url,
    post,
    dialect,
    authorization: typeof authorization === "string" ? () => authorization : authorization,
    deadline,
    results: () => resultPolicy(options),
    interceptors,
    batch: batchSize(batch),
    maxAnswer: options.limits?.message,
  });
  let isClosed = false;
  const check = (method: string) => {
    if (isClosed) throw new RpcError("CLOSED", "the client is closed", { method, executed: "no" });
  };
  return {
    call: async (...call) => {
      check(call[0].name);
      return caller.call(...call);
    },
    request: async (...call) => {
      check(call[0]);
      return caller.request(...call);
    },
    notify: (method, params) => {
      if (!isClosed) caller.notify(method, params);
    },
    close: () => {
      isClosed = true;
      return caller.close();
    },
  };
}

function connectionLink<P extends AnyProtocol>(
  protocol: P,
  options: ClientOptions<P>,
  { open, carriesCredentials, scheme, failed }: Reach,
  listeners: Listeners,
  over: () => void,
): ConnectionLink {
  const { dialect = jsonrpc2, deadline = defaultDeadline, authorization } = options;
  const { connectDeadline = defaultConnectDeadline } = options;
  const { reconnect = false, batch, interceptors } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const dispatcher = createDispatcher(protocol, options, listeners);
  const emit = <Name extends keyof ClientStateEvents>(name: Name, ...args: ClientStateEvents[Name]) =>
    listeners.emit(name, ...args);
  const link: ConnectionLink = new ConnectionLink({
    open: open ?? (() => Promise.reject(new RpcError("CONNECT_FAILED"))),
    createPeer: (connection, signal) =>
      new Peer<ClientContext<P>>({
        connection,
        dialect,
        dispatcher,
        context: { server: serverStubs(protocol, link), signal },
        deadline,
        results: resultPolicy(options),
        interceptors: interceptors ?? [],
        maxPending: limits.calls,
        batch: batchSize(batch),
        failed,
      }),
    authenticate: async (peer) => {
      if (authorization === undefined || carriesCredentials) return;
      const credentials = typeof authorization === "string" ? authorization : await authorization();
      await peer.request("rpc.authenticate", [credentials], { deadline: connectDeadline });
    },
    scheme,
    reconnect: reconnect === true ? {} : reconnect || undefined,
    deadline,
    maxWaiting: limits.calls,
    offline: (error, pause) => emit("offline", error, pause),
    online: () => emit("online"),
    closed: (error) => {
      over();
      emit("close", error);
    },
  });
  return link;
}

function createDispatcher<P extends AnyProtocol>(
  protocol: P,
  { handlers = {}, dialect = jsonrpc2 }: ClientOptions<P>,
  listeners: Listeners,
): Dispatcher<ClientContext<P>> {
  const dispatcher = new Dispatcher<ClientContext<P>>({
    dialect: () => dialect,
    acknowledges: false,
    notified: (name, params) => listeners.emit(name, params),
    ignored: (error) => listeners.emit("ignored", error),
  });
  const given: Partial<Handlers<object, ClientContext<P>>> = handlers;
  dispatcher.add<object>(protocol.client, given);
  return dispatcher;
}

function control<P extends AnyProtocol>(
  link: Link,
  listeners: Listeners,
  close: () => Promise<void>,
  methods: ToServerOf<P>,
): ClientControl<P> {
  const made: unknown = {
    methods,
    call: (name: string, params: unknown = [], options = {}) => link.request(name, params, options),
    close,
    on(name: string, listener: (...args: unknown[]) => void) {
      listeners.add(name, listener, false);
      return this;
    },
    once(name: string, listener: (...args: unknown[]) => void) {
      listeners.add(name, listener, true);
      return this;
    },
    off(name: string, listener: (...args: unknown[]) => void) {
      listeners.remove(name, listener);
      return this;
    },
  };
  implied<ClientControl<P>>(made);
  return made;
}

/** The client's own members come last: they win over methods of the same name. */
function withMethods<P extends AnyProtocol>(
  protocol: P,
  caller: Caller,
  members: ClientControl<P>,
): Client<P> {
  const client: unknown = Object.assign({}, serverStubs(protocol, caller), members);
  implied<Client<P>>(client);
  return client;
}

function serverStubs<P extends AnyProtocol>(protocol: P, caller: Caller): ToServerOf<P> {
  const stubs: unknown = protocol.toServer(caller);
  implied<ToServerOf<P>>(stubs);
  return stubs;
}

function resultPolicy<P extends AnyProtocol>({
  results = "strict",
  onMismatch,
}: ClientOptions<P>): ResultPolicy {
  return { check: results, ...(onMismatch && { warn: onMismatch }) };
}

function batchSize(batch: boolean | number | undefined): number {
  return batch === true ? defaultBatch : batch || 1;
}
