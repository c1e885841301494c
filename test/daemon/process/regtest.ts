import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Daemon, type DaemonOptions } from "../../../src/daemon/process/daemon.js";
import { freePort } from "../../free-port.js";
import { litecoindProgram } from "../litecoind.js";

export type RegtestOptions = Partial<Omit<DaemonOptions, "preset" | "network">>;

/** A folder until the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "daemon-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A litecoind that was not started yet, on a chain of its own. It is ended with the test. */
export async function regtest({ args = [], ...options }: RegtestOptions = {}): Promise<Daemon> {
  const [datadir, rpcPort, port] = await Promise.all([temporaryFolder(), freePort(), freePort()]);
  const daemon = new Daemon({
    preset: "litecoin",
    network: "regtest",
    datadir,
    port,
    rpc: { port: rpcPort },
    ...(litecoindProgram !== undefined && { path: litecoindProgram }),
    ...options,
    args: ["-listenonion=0", "-dnsseed=0", "-fallbackfee=0.001", "-keypool=10", ...args],
  });
  onTestFinished(async () => {
    if (daemon.pid !== undefined) await daemon.stop();
  });
  return daemon;
}

/** One that runs and answers. */
export async function started(options?: RegtestOptions): Promise<Daemon> {
  const daemon = await regtest(options);
  await daemon.start();
  await daemon.ready();
  return daemon;
}

/** Where nobody's rewards go. */
export const elsewhere = "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5";
