import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tell } from "../child.js";

/** The JSON floor: every line parsed, every reply stringified, one write a chunk; nothing checked or dispatched. */
const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.setEncoding("utf8");
  let rest = "";
  socket.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    let out = "";
    for (const line of lines)
      out += `${JSON.stringify({ id: JSON.parse(line).id, result: true, error: null })}\n`;
    socket.write(out);
  });
  socket.on("error", () => {});
});
server.listen(0, "127.0.0.1", () => tell((server.address() as AddressInfo).port));
