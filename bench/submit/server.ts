import { StratumServer } from "../../src/stratum/server.js";
import { tell } from "../child.js";

/** This project's server as users run it, with validation, limits, accounting and message order. */
const server = new StratumServer({
  handlers: { "mining.authorize": () => true, "mining.submit": () => true },
});
const { port } = await server.listen({ port: 0 });
tell(port);
