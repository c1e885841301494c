import { RpcError } from "../rpc/index.js";

/** A parsed pool URL. */
export interface StratumUrl {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** The worker, if the URL has one. */
  readonly username?: string;
  readonly password?: string;
}

/** The customary port of pools. */
const defaultPort = 3333;

const secure = new Set(["stratum+ssl:", "stratum+tls:", "stratum+tcps:", "ssl:", "tls:"]);
const plain = new Set(["stratum+tcp:", "stratum:", "tcp:"]);

/**
 * Parses `stratum+tcp://worker:password@host:3333`, the same with `stratum+ssl`, or just `host:3333`.
 *
 * @throws RpcError `INVALID_OPTION` for anything else.
 */
export function parseStratumUrl(text: string): StratumUrl {
  const url = parse(text.includes("://") ? text : `stratum+tcp://${text}`);
  const known = url && (secure.has(url.protocol) || plain.has(url.protocol));
  const username = decode(url?.username);
  const password = decode(url?.password);
  if (!url?.hostname || !known || username === undefined || password === undefined) {
    throw new RpcError(
      "INVALID_OPTION",
      `invalid Stratum URL ${JSON.stringify(shownUrl(text))}: expected stratum+tcp://host:port or stratum+ssl://host:port`,
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port ? Number(url.port) : defaultPort,
    tls: secure.has(url.protocol),
    ...(username && { username }),
    ...(password && { password }),
  };
}

/** A URL for display: without anything before an @. */
export function shownUrl(text: string): string {
  return text.replace(/^(\w[\w+]*:\/\/)?.*@/s, "$1");
}

/** Undefined for invalid percent-encoding. */
function decode(part = ""): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
