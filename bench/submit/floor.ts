import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tell } from "../child.js";

/** The JSON floor: parses every line, stringifies every reply, writes once per chunk; no validation or dispatch. */
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
