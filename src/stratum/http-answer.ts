import type { Socket } from "node:net";

/**
 * Answers an HTTP request on the Stratum port: where Stratum is spoken, in the header `X-Stratum` that
 * getwork miners look for and in the body for people; then closes.
 *
 * @param hostname The host to name. Default: the address that the request came to.
 */
export function answerHttp(socket: Socket, hostname: string | undefined): void {
  const host = hostname ?? socket.localAddress?.replace(/^::ffff:/, "") ?? "localhost";
  const url = `stratum+tcp://${host.includes(":") ? `[${host}]` : host}:${socket.localPort}`;
  const body = JSON.stringify({ stratum: url });
  const head = [
    "HTTP/1.1 200 OK",
    `X-Stratum: ${url}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.on("error", () => {});
  socket.resume();
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroySoon());
}
