import { once } from "node:events";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";
import { type ConnectedClient, StratumClient } from "../../src/stratum/client.js";
import { type Running, start } from "./command.js";

/** Free ports, and shares that take no time; where flags do not say otherwise. */
const quick: readonly string[][] = [
  ["--port", "0"],
  ["--rpc-port", "0"],
  ["--difficulty", "0.000001"],
];

/** The arguments of a `stratum serve` that is quick. */
export function serveFlags(...flags: readonly string[]): string[] {
  return ["serve", ...quick.filter(([name = ""]) => !flags.includes(name)).flat(), ...flags];
}

/** Runs `stratum serve --json` and waits until it listens. */
export async function serve(
  ...flags: readonly string[]
): Promise<Running & { readonly port: number; readonly rpcPort: number }> {
  const running = start(serveFlags("--json", ...flags));
  const { port, rpcPort } = await running.event({ event: "listening" });
  return { ...running, port: Number(port), rpcPort: Number(rpcPort) };
}

/** A client until the test is over. */
export async function connect(port: number): Promise<ConnectedClient> {
  const client = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
  onTestFinished(() => client.close());
  return client;
}

/** A port that is taken until the test is over. */
export async function takenPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return String(typeof address === "object" && address?.port);
}
