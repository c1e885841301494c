import { type Server, serve } from "stratum/rpc";
import { protocol } from "../generated/index.js";

/** @param listen URLs: `tcp://host:port`, `http://host:port/path`, `ws://host:port/path`, `unix:/path`. */
export async function startService(listen: readonly string[]): Promise<Server<typeof protocol>> {
  let messages = 0;
  const server: Server<typeof protocol> = await serve(protocol, {
    listen,
    handlers: {
      "messages.post": ({ text }) => {
        const id = ++messages;
        server.broadcast.messages.posted({ id, text });
        return id;
      },
    },
  });
  return server;
}
