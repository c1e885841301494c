import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { HttpAnswer } from "../transport/http-listener.js";

/**
 * The web pages that may call a service from a browser, in addition to those of its own host and port if the host
 * is an address or `localhost`.
 */
export interface CorsOptions {
  /** Origins as browsers send them, `https://example.com`, or `*` for every page. */
  readonly origins: readonly string[] | "*";
}

/** Answers to browsers, and the headers that other answers to them need. */
export interface CorsRules {
  /** Answers preflight requests and refuses pages that may not call, over HTTP and WebSocket. */
  readonly admit: (request: IncomingMessage) => HttpAnswer | undefined;
  readonly headers: (origin: string | undefined) => Readonly<Record<string, string>>;
}

/**
 * Refuses other web pages: any page that is open on this machine could call a service on loopback. Requests
 * without an `Origin` header don't come from pages and are not affected.
 */
export function corsRules(options: CorsOptions | undefined): CorsRules {
  const isListed = (origin: string) =>
    options !== undefined && (options.origins === "*" || options.origins.includes(origin));
  const headers = (origin: string | undefined): Readonly<Record<string, string>> => {
    if (origin === undefined || !isListed(origin)) return {};
    if (options?.origins === "*") return { "access-control-allow-origin": "*" };
    return { "access-control-allow-origin": origin, vary: "Origin" };
  };
  return {
    headers,
    admit: ({ method, headers: { origin, host, "access-control-request-headers": asked } }) => {
      if (origin === undefined) return undefined;
      if (!isListed(origin) && !isOwn(origin, host))
        return { status: 403, body: `pages of ${origin} may not call this service: see the option cors\n` };
      if (method !== "OPTIONS") return undefined;
      return {
        status: 204,
        headers: {
          ...headers(origin),
          "access-control-allow-methods": "POST",
          "access-control-allow-headers": asked ?? "authorization, content-type",
          "access-control-max-age": "86400",
        },
      };
    },
  };
}

/** A name other than `localhost` must be listed: an attacker's may resolve to this machine, too (DNS rebinding). */
function isOwn(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  const isAddress = isIP(url.hostname.replace(/^\[|\]$/g, "")) > 0;
  return url.host === host && (isAddress || url.hostname === "localhost");
}
