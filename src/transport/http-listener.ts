import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from "node:http";

/** The answer to an HTTP request. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of an HTTP listener. */
export interface HttpListenerOptions {
  /** Answers a request; `text` is its body. */
  readonly answer: (text: string, request: IncomingMessage) => HttpAnswer | Promise<HttpAnswer>;
  /** Sees each request before its body is read; what it returns is answered instead. */
  readonly admit?: (request: IncomingMessage) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;
  /** The longest body, in bytes. */
  readonly maxBody: number;
}

/** A listener for `http.createServer` that answers POST requests. When `answer` throws, the response is a bare 500. */
export function httpListener({ answer, admit, maxBody }: HttpListenerOptions): RequestListener {
  const handle = async (request: IncomingMessage): Promise<HttpAnswer> => {
    const refusal = await admit?.(request);
    if (refusal) return refusal;
    if (request.method !== "POST")
      return { status: 405, body: "JSON-RPC accepts POST requests only\n", headers: { allow: "POST" } };
    const text = await readBody(request, maxBody);
    if (text === undefined)
      return {
        status: 413,
        body: `the body is longer than ${maxBody} bytes\n`,
        headers: { connection: "close" },
      };
    return answer(text, request);
  };
  return (request, response) => {
    handle(request)
      .then((given) => write(response, given))
      .catch(() => fail(response));
  };
}

/** Undefined when the body is too long. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function write(response: ServerResponse, { status, body = "", headers = {} }: HttpAnswer): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...(status !== 204 && contentHeaders(body)), ...headers });
  response.end(body);
}

/** Encodes an answer for a socket without a response object: one that requested an upgrade. */
export function headText({ status, body = "", headers = {} }: HttpAnswer): string {
  const all = { ...contentHeaders(body), connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** The reason of a failure is hidden from the client. A response that has begun is cut off. */
function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else write(response, { status: 500 });
}

function contentHeaders(body: string): Record<string, string | number> {
  const isJson = body.startsWith("{") || body.startsWith("[");
  return {
    "content-type": isJson ? "application/json" : "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  };
}
