import type { Socket } from "node:net";

/**
 * Answers an HTTP request on the Stratum port with the Stratum URL, in the header `X-Stratum` for getwork
 * miners and in the body for people; then closes.
 *
 * @param hostname The host in the URL. Default: the address that received the request.
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
