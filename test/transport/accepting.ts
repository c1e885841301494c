import { onTestFinished } from "vitest";
import { type Accepting, createAcceptor } from "../../src/transport/acceptor.js";
import { listen } from "../../src/transport/address.js";
import type { Transport } from "../../src/transport/endpoint.js";
import type { Origin } from "../../src/transport/origin.js";
import { values } from "../../src/wire/index.js";

/** What is done with the messages of a port, and what is spoken on it. */
interface Hosted extends Partial<Accepting> {
  readonly transports?: readonly Transport[];
  /** Answers a message on any transport. */
  readonly answer: (text: string, origin: Origin) => string;
}

/** A port on loopback until the test is over; gives its number. */
export async function hosted({
  transports = ["tcp", "http", "ws"],
  answer,
  ...accepting
}: Hosted): Promise<number> {
  const { server, destroy } = createAcceptor(
    { transports: new Set(transports), speaks: (transport) => transports.includes(transport) },
    {
      framing: values,
      maxMessage: 1_000,
      maxQueue: 100_000,
      handshake: 5_000,
      connected: (connection, origin) =>
        connection.open({ message: (text) => connection.send(answer(text, origin)), closed: () => {} }),
      request: async (text, origin) => ({ status: 200, body: answer(text, origin) }),
      ...accepting,
    },
  );
  const { port } = await listen(server, { port: 0 });
  onTestFinished(() => {
    server.close();
    destroy();
  });
  return port;
}
