import { RpcError } from "../rpc/error.js";

/** A stream of bytes between two processes on a network. */
export interface SocketEndpoint {
  readonly transport: "tcp" | "tls";
  readonly host: string;
  readonly port: number;
}

/** A Unix socket, or a named pipe on Windows. */
export interface PathEndpoint {
  readonly transport: "unix";
  readonly path: string;
}

/** Standard input and output of this process. */
export interface StdioEndpoint {
  readonly transport: "stdio";
}

/** HTTP, or WebSocket, at a path. */
export interface WebEndpoint {
  readonly transport: "http" | "https" | "ws" | "wss";
  readonly host: string;
  readonly port: number;
  /** Path and query: `/rpc`. */
  readonly path: string;
}

/** A parsed URL of a server. */
export type Endpoint = SocketEndpoint | PathEndpoint | StdioEndpoint | WebEndpoint;

/** The transport of a connection. */
export type Transport = Endpoint["transport"] | "memory";

const defaultPorts = { http: 80, https: 443, ws: 80, wss: 443 } as const;

/**
 * Reads `tcp://host:port`, `tls://host:port`, `unix:/path`, `unix:./path`, `stdio:`, `http://host:port/path`,
 * and the same with `https`, `ws` and `wss`.
 *
 * @throws RpcError `INVALID_OPTION` with the reason. The message never repeats the URL, which may contain a password.
 */
export function parseEndpoint(text: string): Endpoint {
  const [, scheme = "", rest = ""] = /^([a-z][a-z\d+-]*):(.*)$/is.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case "stdio":
      return { transport: "stdio" };
    case "unix":
      return { transport: "unix", path: socketPath(rest) };
    case "tcp":
    case "tls":
      return { transport: scheme.toLowerCase() === "tls" ? "tls" : "tcp", ...hostAndPort(text) };
    case "http":
    case "https":
    case "ws":
    case "wss":
      return webEndpoint(text);
    default:
      throw invalid(scheme === "" ? beginnings : `unknown transport "${scheme}": ${hintFor(scheme)}`);
  }
}

const beginnings = "a URL begins with tcp://, tls://, unix:, stdio:, http://, https://, ws:// or wss://";

function hintFor(scheme: string): string {
  return /^stratum\+/i.test(scheme) ? "use StratumClient or StratumServer" : beginnings;
}

/** Longer paths are cut silently by the system. On Windows a path is the name of a pipe. */
const maxPath = { darwin: 103, win32: Number.POSITIVE_INFINITY, other: 107 };

function socketPath(rest: string): string {
  const path = rest.startsWith("///") ? rest.slice(2) : rest;
  if (path === "" || path.startsWith("//"))
    throw invalid("a Unix socket needs a path: unix:/run/service.sock or unix:./service.sock");
  const { platform } = process;
  const bytes = Buffer.byteLength(path);
  if (bytes > maxPath[platform === "darwin" || platform === "win32" ? platform : "other"])
    throw invalid(`a Unix socket's path has at most 107 bytes (103 on macOS), this one has ${bytes}`);
  return path;
}

function hostAndPort(text: string): { host: string; port: number } {
  const url = parseUrl(text);
  if (!url?.hostname || url.port === "")
    throw invalid("a tcp: or tls: URL needs a host and a port: tcp://127.0.0.1:4000");
  if (!["", "/"].includes(url.pathname) || url.search !== "")
    throw invalid("a tcp: or tls: URL has no path or query: tcp://127.0.0.1:4000");
  return { host: bare(url.hostname), port: Number(url.port) };
}

function webEndpoint(text: string): WebEndpoint {
  const url = parseUrl(text);
  if (!url?.hostname) throw invalid("an HTTP or WebSocket URL needs a host: http://127.0.0.1:4001/rpc");
  const transport =
    (["http", "https", "ws", "wss"] as const).find((name) => `${name}:` === url.protocol) ?? "http";
  const port = url.port === "" ? defaultPorts[transport] : Number(url.port);
  return { transport, host: bare(url.hostname), port, path: url.pathname + url.search };
}

/** @throws RpcError `INVALID_OPTION` for a port that is out of range, which makes the whole URL invalid. */
function parseUrl(text: string): URL | undefined {
  if (URL.canParse(text)) return new URL(text);
  const port = /:(\d+)(?:[/?#]|$)/.exec(text)?.[1];
  if (Number(port) > 65_535) throw invalid(`the port ${port} is out of range: expected 0 to 65535`);
  return undefined;
}

/** An IPv6 address without its brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function invalid(message: string): RpcError {
  return new RpcError("INVALID_OPTION", message);
}

/** The endpoint as a URL, without credentials. */
export function formatEndpoint(endpoint: Endpoint): string {
  switch (endpoint.transport) {
    case "stdio":
      return "stdio:";
    case "unix":
      return `unix:${endpoint.path}`;
    default: {
      const { transport, host, port } = endpoint;
      const path = "path" in endpoint ? endpoint.path : "";
      return `${transport}://${host.includes(":") ? `[${host}]` : host}:${port}${path}`;
    }
  }
}
