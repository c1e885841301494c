import type { Socket } from "node:net";
import { hostOf, remoteAddressOf } from "./address.js";
import { readProxyHeader } from "./proxy-header.js";

/** The beginning of a connection. */
export interface Opening {
  /** HTTP, a TLS handshake, or messages. */
  readonly kind: "http" | "tls" | "messages";
  /** The client's address: the socket's peer, or the address in its PROXY header. */
  readonly remoteAddress: string;
}

/** How a connection's first bytes are read. */
export interface OpeningOptions {
  /** Milliseconds to wait for them. */
  readonly deadline: number;
  /** Addresses of load balancers that may send the client's address in a PROXY header. */
  readonly proxies?: readonly string[];
}

/**
 * Waits for a connection's first bytes and classifies them; they stay in the socket to be read again. A
 * connection that sends nothing, or a PROXY header that it must not send, is closed.
 */
export function awaitOpening(
  socket: Socket,
  { deadline, proxies = [] }: OpeningOptions,
  opened: (opening: Opening) => void,
): void {
  const ignore = () => {};
  const timer = setTimeout(() => socket.destroy(), deadline);
  let bytes = Buffer.alloc(0);
  let remoteAddress = remoteAddressOf(socket);
  const isProxy = proxies.includes(hostOf(remoteAddress));

  const read = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    bytes = Buffer.concat([bytes, chunk]);
    const header = readProxyHeader(bytes);
    if (header.kind === "absent" || (header.kind === "incomplete" && !isProxy)) open();
    else if (header.kind === "broken" || !isProxy) socket.destroy();
    else if (header.kind === "header") {
      remoteAddress = header.remoteAddress ?? remoteAddress;
      bytes = bytes.subarray(header.length);
      if (bytes.length > 0) open();
    }
  };
  const open = () => {
    clearTimeout(timer);
    socket.off("readable", read);
    socket.off("end", giveUp);
    socket.unshift(bytes);
    opened({ kind: kindOf(bytes[0] ?? 0), remoteAddress });
    socket.off("error", ignore);
  };
  const giveUp = () => socket.destroy();
  socket.on("error", ignore);
  socket.once("close", () => clearTimeout(timer));
  socket.once("end", giveUp);
  socket.on("readable", read);
}

/**
 * Closes a connection when its first bytes are not messages: a web page can send an HTTP request to any port, and its
 * body may have lines that are calls. Unlike `awaitOpening` it does not wait for them.
 */
export function closeUnlessMessages(socket: Socket): void {
  socket.once("data", (chunk: Buffer) => {
    if (kindOf(chunk[0] ?? 0) !== "messages") socket.destroy();
  });
}

/**
 * A TLS handshake begins with 0x16, HTTP with a capital letter, JSON with neither. `C` begins a
 * `Content-Length` header: the only HTTP method with that letter, CONNECT, is for proxies.
 */
function kindOf(first: number): Opening["kind"] {
  if (first === 0x16) return "tls";
  return first >= 0x41 && first <= 0x5a && first !== 0x43 ? "http" : "messages";
}
