import type { RequestListener } from "node:http";

/** Seconds for which a browser remembers what it was allowed. */
const maxAge = 86_400;

/**
 * Lets web pages of every origin call an HTTP listener: answers preflight requests, and marks every other
 * answer (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).
 */
export function allowWebPages(listener: RequestListener): RequestListener {
  return (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    if (request.method !== "OPTIONS") {
      listener(request, response);
      return;
    }
    const wanted = request.headers["access-control-request-headers"] ?? "content-type";
    response.writeHead(204, {
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": wanted,
      "access-control-allow-private-network": "true",
      "access-control-max-age": String(maxAge),
    });
    response.end();
    request.resume();
  };
}
