import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DaemonClient, type DaemonClientOptions } from "../../src/daemon/client.js";
import { freePort } from "../free-port.js";
import { installed, isSkippedWithout } from "../installed.js";

/** The program, if it is installed. Debian's `litecoind` in PATH is a script that starts this file. */
export const litecoindProgram = installed("litecoind", ["/usr/lib/litecoin/litecoind"]);

/** Whether tests with a real daemon are skipped. */
export const isWithoutLitecoind = isSkippedWithout(litecoindProgram);

export interface LitecoindOptions {
  /** Default: the daemon writes a cookie file. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** More flags: `-blocknotify=…`. */
  readonly flags?: readonly string[];
  /** The P2P port of a node to stay connected to. */
  readonly connectTo?: number;
}

/** A litecoind on a regtest chain of its own, with nothing in it. A client can be made from it as it is. */
export interface Litecoind {
  /** With credentials in it, if there are any. */
  readonly url: string;
  /** Undefined where there are credentials instead. */
  readonly cookieFile: string | undefined;
  readonly rpcPort: number;
  readonly p2pPort: number;
  readonly datadir: string;
  readonly pid: number;
  /** Ends the process and removes its files. Close clients before: it waits for idle connections to go away. */
  stop(): Promise<void>;
}

/** Milliseconds for the daemon to answer after its start. */
const startDeadline = 30_000;
/** Milliseconds for it to end by itself, after each of the ways to ask it. */
const stopDeadline = 45_000;
/** Another program may take a port between its choice and its use. */
const attempts = 3;

/** What has to be ended where this process ends before a test could do it. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a litecoind and waits until it answers. Alone it gives no templates: see `startLitecoinPair`. */
export async function startLitecoind(options: LitecoindOptions = {}): Promise<Litecoind> {
  if (litecoindProgram === undefined) throw new Error("litecoind is not installed");
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(litecoindProgram, options);
    } catch (error) {
      if (attempt === attempts || !/Unable to (bind|start HTTP)/.test(String(error))) throw error;
    }
  }
}

/** Two litecoinds that are joined, with one block: what it takes for the first one to give templates. */
export async function startLitecoinPair(
  options: LitecoindOptions = {},
): Promise<Litecoind & { readonly peer: Litecoind }> {
  const node = await startLitecoind(options);
  const peer = await startLitecoind({ connectTo: node.p2pPort }).catch(async (error) => {
    await node.stop();
    throw error;
  });
  const stop = async () => {
    await Promise.all([peer.stop(), node.stop()]);
  };
  const client = new DaemonClient(node);
  try {
    await waitUntil("the two nodes are joined", async () => (await client.rpc.getconnectioncount()) > 0);
    await client.rpc.generatetoaddress({
      nblocks: 1,
      address: "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5",
    });
  } catch (error) {
    await client.close();
    await stop();
    throw error;
  }
  await client.close();
  return { ...node, peer, stop };
}

async function startOnce(
  program: string,
  { credentials, flags = [], connectTo }: LitecoindOptions,
): Promise<Litecoind> {
  const datadir = await mkdtemp(join(tmpdir(), "litecoind-"));
  const [rpcPort, p2pPort] = await Promise.all([freePort(), freePort()]);
  const child = spawn(
    program,
    [
      ...["-regtest", "-noconf", `-datadir=${datadir}`, "-server", "-printtoconsole=0"],
      ...["-rpcbind=127.0.0.1", "-rpcallowip=127.0.0.1", `-rpcport=${rpcPort}`],
      ...["-rpcthreads=16", "-rpcworkqueue=64", "-fallbackfee=0.001"],
      ...[`-bind=127.0.0.1:${p2pPort}`, "-listenonion=0", "-dnsseed=0"],
      ...(connectTo === undefined ? [] : [`-connect=127.0.0.1:${connectTo}`]),
      ...(credentials ? [`-rpcuser=${credentials.user}`, `-rpcpassword=${credentials.password}`] : []),
      ...flags,
    ],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: datadir } },
  );
  running.add(child);
  const user = credentials ? [credentials.user, credentials.password].map(encodeURIComponent).join(":") : "";
  const url = `http://${user && `${user}@`}127.0.0.1:${rpcPort}`;
  const cookieFile = credentials ? undefined : join(datadir, "regtest", ".cookie");
  try {
    const pid = await answers(child, { url, cookieFile });
    const stop = () => end(child, datadir, { url, cookieFile });
    return { url, cookieFile, rpcPort, p2pPort, datadir, pid, stop };
  } catch (error) {
    await end(child, datadir);
    throw error;
  }
}

/** Waits until the daemon answers. @returns Its process id. @throws Error with its own words where it ends instead. */
async function answers(child: ChildProcess, target: DaemonClientOptions): Promise<number> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const client = new DaemonClient(target);
  try {
    await waitUntil("litecoind answers", async () => {
      if (hasEnded(child)) throw new Error(`litecoind did not start: ${said}`);
      return client.rpc.getblockcount().then(
        () => true,
        () => false,
      );
    });
  } finally {
    await client.close();
  }
  if (child.pid === undefined) throw new Error("litecoind has no process id");
  return child.pid;
}

/** Asks the daemon to stop, then tells it to, and ends it by force if it still runs after a long time. */
async function end(child: ChildProcess, datadir: string, target?: DaemonClientOptions): Promise<void> {
  if (target && !hasEnded(child)) {
    const client = new DaemonClient(target);
    await client.rpc.stop().catch(() => {});
    await client.close();
    await ended(child);
  }
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (hasEnded(child)) break;
    child.kill(signal);
    await ended(child);
  }
  running.delete(child);
  await rm(datadir, { recursive: true, force: true });
}

async function ended(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const over = new AbortController();
  const deadline = setTimeout(() => over.abort(), stopDeadline);
  await once(child, "exit", { signal: over.signal }).catch(() => {});
  clearTimeout(deadline);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + startDeadline;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(50);
  }
}
