import { once } from "node:events";
import { connect as connectPath } from "node:net";
import {
  type AnyProtocol,
  type CallOptions,
  type Connection,
  debugLogger,
  RpcError,
  watch,
} from "../rpc/index.js";
import { reasonOf } from "../transport/address.js";
import { connectSocket } from "../transport/connect.js";
import { type Endpoint, formatEndpoint, parseEndpoint } from "../transport/endpoint.js";
import { type ChildTarget, childStream, stdioStream } from "../transport/pipe.js";
import { streamConnection } from "../transport/stream.js";
import { undiciPost } from "../transport/undici-post.js";
import { connectWebSocket } from "../transport/websocket-connect.js";
import { lines } from "../wire/lines.js";
import { createClient, defaultConnectDeadline, defaultLimits, givenConnection } from "./client.js";
import type { Client, ConnectOptions } from "./connect-options.js";
import { splitCredentials } from "./url-credentials.js";

/** What to connect to: a URL, a program to start, or an existing connection. */
export type ConnectTarget = string | URL | ChildTarget | Connection;

/**
 * Connects to a server of a protocol.
 *
 * ```ts
 * const client = await connect("ws://127.0.0.1:4001/rpc", protocol, { handlers: { "tasks.confirm": () => true } });
 * client.on("tasks.changed", ({ id }) => console.log(id));
 * await client.tasks.add({ title: "Write the tutorial" }, { deadline: 5_000 });
 * ```
 *
 * @param target `tcp://host:port`, `tls://host:port`, `unix:/path`, `stdio:`, or `http://host:port/path`, also with
 *   `https`, `ws` or `wss`. A user and password in the URL are sent as `authorization`.
 * @throws RpcError `INVALID_OPTION` for an invalid URL or limit, an unknown option, or handlers for unknown methods;
 *   `CONNECT_FAILED`, also when the server closes the connection during `rpc.authenticate`; `TIMEOUT`, `ABORTED`;
 *   `UNAUTHORIZED` when the server refuses the credentials. Over HTTP nothing is sent before the first call.
 */
export async function connect<P extends AnyProtocol>(
  target: ConnectTarget,
  protocol: P,
  options: ConnectOptions<P> = {},
): Promise<Client<P>> {
  const failed = (error: unknown) =>
    debugLogger.error(error instanceof Error ? `${error.stack}` : String(error));
  if (isConnection(target))
    return createClient(protocol, options, { ...givenConnection(target, options), failed });
  if (typeof target === "object" && !(target instanceof URL)) {
    const open = async () => {
      const { stream, failure } = await childStream(target);
      return overStream(stream, options, target.command, failure);
    };
    return createClient(protocol, options, { open, carriesCredentials: false, failed });
  }
  const { url, authorization } = splitCredentials(String(target));
  const endpoint = parseEndpoint(url);
  const given = { ...(authorization !== undefined && { authorization }), ...options };
  if (endpoint.transport === "http" || endpoint.transport === "https") {
    const http = {
      url,
      post: undiciPost(url, { secrets: options.secrets, tls: options.tls }),
    };
    return createClient(protocol, given, { http, carriesCredentials: true, failed });
  }
  const carriesCredentials = endpoint.transport === "ws" || endpoint.transport === "wss";
  return createClient(protocol, given, {
    open: (signal) => open(endpoint, given, signal),
    carriesCredentials,
    ...((endpoint.transport === "tcp" || endpoint.transport === "tls") && { scheme: endpoint.transport }),
    failed,
  });
}

function isConnection(target: ConnectTarget): target is Connection {
  return typeof target === "object" && "open" in target;
}

function overStream(
  stream: Parameters<typeof streamConnection>[0],
  { framing = lines, limits, secrets }: ConnectOptions<AnyProtocol>,
  remoteAddress?: string,
  failure?: () => Promise<string | undefined>,
): Connection {
  const { message, queue } = { ...defaultLimits, ...limits };
  return streamConnection(stream, {
    framing,
    maxMessage: message,
    maxQueue: queue,
    secrets,
    ...(remoteAddress !== undefined && { remoteAddress }),
    ...(failure && { failure }),
  });
}

async function open<P extends AnyProtocol>(
  endpoint: Endpoint,
  options: ConnectOptions<P>,
  signal: AbortSignal,
): Promise<Connection> {
  const { connectDeadline: deadline = defaultConnectDeadline, tls = true } = options;
  const wait = { deadline, signal };
  switch (endpoint.transport) {
    case "tcp":
    case "tls": {
      const { host, port } = endpoint;
      return overStream(
        await connectSocket({ host, port, ...wait, ...(endpoint.transport === "tls" && { tls }) }),
        options,
      );
    }
    case "unix":
      return overStream(await openPath(endpoint.path, wait), options, `unix:${endpoint.path}`);
    case "stdio":
      return overStream(stdioStream(), options, "stdio");
    default:
      return openWeb(formatEndpoint(endpoint), options, wait);
  }
}

async function openPath(path: string, wait: CallOptions) {
  const socket = connectPath({ path });
  const over = new AbortController();
  const stop = watch(`connecting to unix:${path}`, wait, (error) => over.abort(error));
  try {
    await once(socket, "connect", { signal: over.signal });
    return socket;
  } catch (cause) {
    socket.on("error", () => {}).destroy();
    if (over.signal.aborted) throw over.signal.reason;
    throw failedToConnect(`unix:${path}`, cause);
  } finally {
    stop();
  }
}

async function openWeb<P extends AnyProtocol>(
  url: string,
  { authorization: credentials, limits, tls, secrets }: ConnectOptions<P>,
  wait: CallOptions,
): Promise<Connection> {
  const authorization = typeof credentials === "function" ? await credentials() : credentials;
  const { message, queue } = { ...defaultLimits, ...limits };
  const given = {
    authorization,
    tls,
    secrets,
    maxMessage: message,
    maxQueue: queue,
  };
  return connectWebSocket(new URL(url), { ...given, ...wait });
}

function failedToConnect(where: string, cause: unknown): RpcError {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  return new RpcError("CONNECT_FAILED", `can't connect to ${where}: ${reasonOf(error)}`, {
    cause,
    executed: "no",
  });
}
