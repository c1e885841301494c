import { createServer, type Server } from "node:net";
import { createSecureContext, type SecureContext } from "node:tls";
import { RpcError } from "../rpc/index.js";
import { type Accepting, type Acceptor, createAcceptor } from "../transport/acceptor.js";
import { listen } from "../transport/address.js";
import {
  type Endpoint,
  formatEndpoint,
  parseEndpoint,
  type SocketEndpoint,
  type WebEndpoint,
} from "../transport/endpoint.js";
import { stdioStream } from "../transport/pipe.js";
import { streamConnection } from "../transport/stream.js";
import { listenAtPath } from "../transport/unix-socket.js";

/** A certificate and its key, as options of `tls.createSecureContext`. */
export interface ListenerTls {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
}

/** The open listeners. */
export interface Listener {
  /** The URLs in the given order, with the ports that the system chose. */
  readonly urls: string[];
  /** Stops accepting connections. */
  stop(): void;
  /** Closes remaining connections and waits for them. */
  close(): Promise<void>;
}

/** One listener. */
interface Open {
  stop(): Promise<void>;
  destroy(): void;
}

type PortEndpoint = SocketEndpoint | WebEndpoint;

/** Listens on each URL, or on none if one fails. @throws RpcError `CONNECT_FAILED`, `INVALID_OPTION`. */
export async function listenAt(
  urls: readonly string[],
  tls: ListenerTls | undefined,
  accepting: Accepting,
): Promise<Listener> {
  const endpoints = urls.map(parseEndpoint);
  const context = secureContext(endpoints, tls);
  const open: Open[] = [];
  const ports = new Map<Endpoint, number>();
  try {
    for (const endpoint of endpoints) {
      if (endpoint.transport === "stdio") open.push(listenAtStdio(accepting));
      else if (endpoint.transport === "unix") open.push(await listenAtUnix(endpoint.path, accepting));
    }
    for (const group of byPort(endpoints)) {
      const { port, ...one } = await listenAtPort(group, context, accepting);
      open.push(one);
      for (const endpoint of group) ports.set(endpoint, port);
    }
  } catch (error) {
    for (const { stop, destroy } of open) {
      void stop();
      destroy();
    }
    throw error;
  }
  let stopped: Promise<void>[] = [];
  const stop = () => {
    if (stopped.length === 0) stopped = open.map((one) => one.stop());
  };
  return {
    urls: endpoints.map((endpoint) =>
      formatEndpoint("port" in endpoint ? { ...endpoint, port: ports.get(endpoint) ?? 0 } : endpoint),
    ),
    stop,
    close: async () => {
      stop();
      for (const { destroy } of open) destroy();
      await Promise.all(stopped);
    },
  };
}

function secureContext(
  endpoints: readonly Endpoint[],
  tls: ListenerTls | undefined,
): (() => SecureContext) | undefined {
  const secure = endpoints.find(({ transport }) => ["tls", "https", "wss"].includes(transport));
  if (secure && !tls)
    throw new RpcError("INVALID_OPTION", `${formatEndpoint(secure)} needs the option tls: { key, cert }`);
  if (!tls) return undefined;
  const context = createSecureContext({ key: tls.key, cert: tls.cert });
  return () => context;
}

/** The endpoints that share a host and a port. */
function byPort(endpoints: readonly Endpoint[]): PortEndpoint[][] {
  const groups = new Map<string, PortEndpoint[]>();
  for (const endpoint of endpoints) {
    if (!("port" in endpoint)) continue;
    const key = `${endpoint.host} ${endpoint.port}`;
    groups.set(key, [...(groups.get(key) ?? []), endpoint]);
  }
  return [...groups.values()];
}

async function listenAtPort(
  endpoints: readonly PortEndpoint[],
  tls: (() => SecureContext) | undefined,
  accepting: Accepting,
): Promise<Open & { readonly port: number }> {
  const [first] = endpoints;
  if (!first) throw new RpcError("INVALID_OPTION", "no URL to listen on");
  const speaks = new Set(endpoints.map(({ transport }) => transport));
  const isSecure = (["tls", "https", "wss"] as const).some((transport) => speaks.has(transport));
  const acceptor = createAcceptor(
    {
      speaks: (transport, path) =>
        endpoints.some(
          (endpoint) =>
            endpoint.transport === transport && (!("path" in endpoint) || isAt(path, endpoint.path)),
        ),
      transports: speaks,
      ...(isSecure && tls && { tls }),
    },
    accepting,
  );
  const { port } = await listen(acceptor.server, { host: first.host, port: first.port });
  return { port, ...closing(acceptor) };
}

/** Whether a request's path is served; `/` stands for every path. */
function isAt(path: string, wanted: string): boolean {
  return wanted === "/" || path.split("?", 1)[0] === wanted;
}

function closing({ server, destroy }: Acceptor): Pick<Open, "stop" | "destroy"> {
  return { stop: () => closed(server), destroy };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}

async function listenAtUnix(
  path: string,
  { framing, maxMessage, maxQueue, secrets, connected }: Accepting,
): Promise<Open> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    const over = new AbortController();
    socket.once("close", () => {
      sockets.delete(socket);
      over.abort();
    });
    const remoteAddress = `unix:${path}`;
    connected(streamConnection(socket, { framing, maxMessage, maxQueue, secrets, remoteAddress }), {
      transport: "unix",
      remoteAddress,
      headers: {},
      signal: over.signal,
    });
  });
  await listenAtPath(server, path);
  return {
    stop: () => closed(server),
    destroy: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function listenAtStdio({ framing, maxMessage, maxQueue, secrets, connected }: Accepting): Open {
  const stream = stdioStream();
  const over = new AbortController();
  stream.once("close", () => over.abort());
  connected(streamConnection(stream, { framing, maxMessage, maxQueue, secrets, remoteAddress: "stdio" }), {
    transport: "stdio",
    remoteAddress: "stdio",
    headers: {},
    signal: over.signal,
  });
  return {
    stop: async () => {},
    destroy: () => stream.destroy(),
  };
}
