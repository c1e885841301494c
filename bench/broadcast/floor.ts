import { type AddressInfo, createServer, type Socket } from "node:net";
import { tell } from "../child.js";
import { job } from "./job.js";

/** The floor: serializes the job once and writes it to each socket in a loop. Replies to miners are constant. */
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  socket.setNoDelay(true);
  sockets.add(socket);
  socket.on("data", () =>
    socket.write('{"id":1,"result":[[],"00000000",4],"error":null}\n{"id":2,"result":true,"error":null}\n'),
  );
  socket.on("error", () => {});
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 8192 }, () =>
  tell((server.address() as AddressInfo).port),
);
process.on("message", () => {
  const line = Buffer.from(
    `${JSON.stringify({ id: null, method: "mining.notify", params: Object.values(job) })}\n`,
  );
  tell(Date.now());
  for (const socket of sockets) socket.write(line);
});
