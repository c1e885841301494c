import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ServiceEvent } from "../../src/pool/service-events.js";

const program = fileURLToPath(new URL("../../dist/cli/run.js", import.meta.url));

/** A pool in a process of its own. */
export interface ServeProcess {
  readonly port: number;
  readonly rpcPort: number;
  /** Everything that it has told. */
  readonly events: readonly ServiceEvent[];
  /** Ends it as Ctrl-C does. @throws where that is no good end. */
  readonly stop: () => Promise<void>;
}

/** Starts `stratum serve` without a miner, and waits until it listens. */
export async function startServe(...flags: string[]): Promise<ServeProcess> {
  const child = spawn(
    process.execPath,
    [program, "serve", "--json", "--no-miner", "--port", "0", "--rpc-port", "0", ...flags],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const exited = once(child, "close");
  const events: ServiceEvent[] = [];
  const listening = new Promise<Extract<ServiceEvent, { event: "listening" }>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const event: ServiceEvent = JSON.parse(line);
      events.push(event);
      if (event.event === "listening") resolve(event);
    });
    void exited.then(() => reject(new Error(`stratum serve ended: ${JSON.stringify(events)}`)));
  });
  const { port, rpcPort } = await listening;
  return {
    port,
    rpcPort,
    events,
    stop: async () => {
      child.kill("SIGINT");
      const [code] = await exited;
      process.off("exit", kill);
      if (code !== 0) throw new Error(`stratum serve ended with ${code}`);
    },
  };
}
