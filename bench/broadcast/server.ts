import { StratumServer } from "../../src/stratum/server.js";
import { tell } from "../child.js";
import { job } from "./job.js";

/** This project's server as users run it: it keeps each session's terms and bounds its queues. */
const server = new StratumServer({
  handlers: { "mining.authorize": () => true, "mining.submit": () => true },
  limits: { lag: 10_000 },
});
const { port } = await server.listen({ port: 0 });
tell(port);
process.on("message", () => {
  tell(Date.now());
  server.broadcast.mining.notify(job);
});
