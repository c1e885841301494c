import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate, writeOutput } from "../../codegen/index.js";
import {
  type Connection,
  Dispatcher,
  type Handlers,
  type MethodTable,
  Peer,
  type Protocol,
} from "../../src/rpc/index.js";
import { memoryPair } from "../../src/transport/memory.js";
import { jsonrpc2 } from "../../src/wire/jsonrpc2.js";
import { withFolder, write } from "./folder.js";
import { documentOf, type Inline } from "./inline.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const runtime = fileURLToPath(new URL("../../src/runtime/index.ts", import.meta.url));

/** Methods whose types only the test knows. */
type Methods = Record<string, { params: Record<string, unknown>; result: unknown }>;

/** What handlers get: which side they are on. */
interface Side {
  readonly side: "client" | "server";
}

/** Two sides that are joined in memory. */
export interface Joined<ToServer, ToClient> {
  readonly client: ToServer;
  readonly server: ToClient;
  /** Sends the server a message as it is. */
  readonly send: (message: object | string) => void;
  /** What went over the wire, in both directions. */
  readonly wire: { method?: string; params?: unknown; result?: unknown; error?: unknown; text: string }[];
}

/** What both sides do. */
export interface Sides {
  readonly onServer?: Partial<Handlers<Methods, Side>>;
  readonly onClient?: Partial<Handlers<Methods, Side>>;
}

/** Generates a protocol, imports it, and runs something with a client and a server of it. */
export async function withGenerated<ToServer, ToClient = object>(
  inline: Inline,
  run: (join: (sides: Sides) => Joined<ToServer, ToClient>) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    await write(folder, { "openrpc.json": JSON.stringify(documentOf(inline)) });
    const output = join(folder, "generated");
    const { files } = await generate({
      inputs: [join(folder, "openrpc.json")],
      output,
      runtime,
      extension: ".ts",
      ...inline.options,
    });
    await writeOutput(output, files, { added: [...files.keys()], changed: [], stale: [], unchanged: [] });
    const { protocol }: { protocol: Protocol<Methods, Methods, ToServer, ToClient> } = await import(
      join(output, "index.ts")
    );
    const ends: Connection[] = [];
    try {
      await run((sides) => joined(protocol, sides, ends));
    } finally {
      for (const end of ends) end.close();
    }
  }, here);
}

function joined<ToServer, ToClient>(
  protocol: Protocol<Methods, Methods, ToServer, ToClient>,
  { onServer = {}, onClient = {} }: Sides,
  ends: Connection[],
): Joined<ToServer, ToClient> {
  const [clientEnd, serverEnd] = memoryPair();
  ends.push(clientEnd, serverEnd);
  const wire: Joined<ToServer, ToClient>["wire"] = [];
  const open = (context: Side, connection: Connection, dispatcher: Dispatcher<Side>) => {
    const peer = new Peer<Side>({ connection, dialect: jsonrpc2, dispatcher, context, deadline: 5_000 });
    connection.open({
      message: (text) => {
        wire.push({ ...JSON.parse(text), text });
        peer.receive(text);
      },
      closed: (error) => peer.closed(error),
    });
    return peer;
  };
  const client = open({ side: "client" }, clientEnd, dispatcherOf(protocol.client, onClient));
  const server = open({ side: "server" }, serverEnd, dispatcherOf(protocol.server, onServer));
  return {
    client: protocol.toServer(client),
    server: protocol.toClient(server),
    send: (message) => clientEnd.send(typeof message === "string" ? message : JSON.stringify(message)),
    wire,
  };
}

function dispatcherOf(
  methods: MethodTable<Methods>,
  handlers: Partial<Handlers<Methods, Side>>,
): Dispatcher<Side> {
  const dispatcher = new Dispatcher<Side>({ dialect: () => jsonrpc2 });
  dispatcher.add(methods, handlers);
  return dispatcher;
}
