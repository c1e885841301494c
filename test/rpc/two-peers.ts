import { Dispatcher, type Handlers, Peer, type PeerOptions } from "../../src/rpc/index.js";
import { memoryPair } from "../../src/transport/index.js";
import { stratum } from "../../src/wire/stratum.js";
import { type Methods, methods } from "./method-of.js";

type Options = Partial<Omit<PeerOptions<string>, "connection" | "dispatcher" | "context">>;

/** A client and a server that answers it, over a connection in memory; `sent` has what went over it. */
export function twoPeers(handlers: Partial<Handlers<Methods, string>> = {}, options: Options = {}) {
  const [clientEnd, serverEnd] = memoryPair();
  const dialect = stratum();
  const dispatcher = new Dispatcher<string>({ dialect: () => dialect });
  dispatcher.add(methods, handlers);
  const clientDispatcher = new Dispatcher<string>({ dialect: () => dialect });
  const common = { dialect, ...options };
  const client = new Peer({
    ...common,
    connection: clientEnd,
    dispatcher: clientDispatcher,
    context: "client",
  });
  const server = new Peer({ ...common, connection: serverEnd, dispatcher, context: "server" });
  const sent = { byClient: [] as string[], byServer: [] as string[] };
  clientEnd.open({
    message: (text) => {
      sent.byServer.push(text);
      client.receive(text);
    },
    closed: (error) => client.closed(error),
  });
  serverEnd.open({
    message: (text) => {
      sent.byClient.push(text);
      server.receive(text);
    },
    closed: (error) => server.closed(error),
  });
  return { client, server, clientEnd, serverEnd, clientDispatcher, dispatcher, sent };
}
