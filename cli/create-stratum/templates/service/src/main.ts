import { startService } from "./service.js";

const { HOST: host = "127.0.0.1", PORT: port = "4000" } = process.env;

// Raw TCP, HTTP and WebSocket share the port.
const server = await startService([
  `tcp://${host}:${port}`,
  `http://${host}:${port}/rpc`,
  `ws://${host}:${port}/rpc`,
]);
server.on("connection", ({ remoteAddress }) => console.log(`${remoteAddress} connected`));
server.on("close", ({ remoteAddress }) => console.log(`${remoteAddress} disconnected`));
for (const url of server.urls) console.log(`listening on ${url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close());
