import type { Socket } from "node:net";

/** What a connection begins with: HTTP, a TLS handshake, or messages. */
export type Opening = "http" | "tls" | "messages";

/**
 * Waits for a connection's first bytes and tells what they are; they stay in the socket to be read
 * again. A connection that sends nothing is closed.
 *
 * @param deadline Milliseconds to wait.
 */
export function awaitOpening(socket: Socket, deadline: number, opened: (opening: Opening) => void): void {
  const giveUp = () => socket.destroy();
  const timer = setTimeout(giveUp, deadline);
  const ignore = () => {};
  socket.once("error", ignore);
  socket.once("close", () => clearTimeout(timer));
  socket.once("readable", () => {
    clearTimeout(timer);
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return giveUp();
    socket.unshift(chunk);
    opened(openingOf(chunk[0] ?? 0));
    socket.off("error", ignore);
  });
}

/** HTTP begins with a capital letter, a TLS handshake with 0x16, JSON with neither. */
function openingOf(first: number): Opening {
  if (first === 0x16) return "tls";
  return first >= 0x41 && first <= 0x5a ? "http" : "messages";
}
