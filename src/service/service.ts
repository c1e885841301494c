import { type MinedCoinName, presets } from "../daemon/presets/presets.js";
import { Miner, measureHashRate } from "../miner/miner.js";
import { hashPassword } from "../notify/password.js";
import { NotifyServer } from "../notify/server.js";
import { SoloPool } from "../pool/solo-pool.js";
import type { PoolSession } from "../pool/solo-pool-options.js";
import { RpcError } from "../rpc/index.js";
import { StratumClient } from "../stratum/client.js";
import { StratumServer } from "../stratum/server.js";
import { formatAddress } from "../transport/address.js";
import { type Algorithm, sha256d } from "../work/index.js";
import { minerConnections } from "./connections.js";
import type { ServiceEvent } from "./service-events.js";
import { awaitTemplates, connectDaemon, embedDaemon, payoutAddress } from "./template-daemon.js";

/** Options of the service that `stratum serve` runs. */
export interface ServiceOptions {
  readonly host: string;
  readonly port: number;
  readonly rpcHost: string;
  readonly rpcPort: number;
  readonly rpcPassword: string;
  /** `http://user:password@host:port`. Default: an embedded development chain. */
  readonly daemon?: string | undefined;
  readonly coin: MinedCoinName;
  /** The address that rewards go to. Default: a new address of the daemon's wallet. */
  readonly address?: string | undefined;
  /** The difficulty of all sessions. Default: adjusted to each session's hash rate. */
  readonly difficulty?: number | undefined;
  /** Whether to mine with one core. */
  readonly miner: boolean;
}

/** Target seconds per share; short enough to watch. */
const pace = { embedded: 1, daemon: 10 };

/** Average shares per block of the development chain. */
const sharesPerBlock = 10;

/** How many times slower than one core a miner may be and still reach the target pace. */
const slowest = 1_000;

/** The part of a core that is left for hashing when the pool runs in the same process. */
const minerShare = 0.7;

/** A running service. */
export interface Service {
  readonly pool: SoloPool;
  readonly server: StratumServer;
  /** Stops everything, in an order that loses nothing. Further calls wait for the first. */
  stop(): Promise<void>;
}

/**
 * Starts a whole pool: a daemon, the solo pool, a Stratum server, an RPC port, and a miner that uses
 * the typed client.
 *
 * @param tell Called with each event.
 * @param signal Aborts the start; a running service is stopped by `stop`.
 * @throws RpcError if the service can't start: a port in use, a wrong password, an invalid address.
 */
export async function startService(
  options: ServiceOptions,
  tell: (event: ServiceEvent) => void,
  signal: AbortSignal,
): Promise<Service> {
  const closing: (() => unknown)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= closeAll(closing);
    return stopped;
  };
  try {
    return { ...(await start(options, tell, signal, (close) => closing.unshift(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function closeAll(closing: readonly (() => unknown)[]): Promise<void> {
  for (const close of closing) await close();
}

async function start(
  { host, port, rpcHost, rpcPort, rpcPassword, daemon, coin, address, difficulty, miner }: ServiceOptions,
  tell: (event: ServiceEvent) => void,
  signal: AbortSignal,
  onStop: (close: () => unknown) => void,
): Promise<Omit<Service, "stop">> {
  const { algorithm, rules } = presets[coin];
  if (daemon === undefined && algorithm !== sha256d) {
    throw new RpcError(
      "INVALID_OPTION",
      `the embedded daemon supports ${sha256d.name} only: for ${coin}, set the daemon option (--daemon <url>)`,
    );
  }
  const start = difficulty ?? difficultyOfOneCore(algorithm);
  const source =
    daemon === undefined
      ? await embedDaemon(start * sharesPerBlock, sharesPerBlock * pace.embedded)
      : connectDaemon(daemon);
  onStop(() => source.close());
  await awaitTemplates(source.client, rules, (reason) => tell({ event: "waiting", reason }), signal);

  const payout = await payoutAddress(source.client, address);
  const target = daemon === undefined ? pace.embedded : pace.daemon;
  const pool = new SoloPool({
    daemon: source.client,
    address: payout,
    algorithm,
    rules,
    ...(difficulty === undefined && { vardiff: { target, min: start / slowest } }),
  });
  const server = new StratumServer({ handlers: pool.handlers, difficulty: start, algorithm });
  const rpc = new NotifyServer({
    password: hashPassword(rpcPassword),
    handlers: { "mining.connections": () => minerConnections(server.sessions) },
  });
  // Events wait until both ports are open: a failed start leaves none behind.
  let early: ServiceEvent[] | undefined = [];
  const tellLater = (event: ServiceEvent) => (early ? early.push(event) : tell(event));
  tellOfPool(pool, tellLater);
  tellOfServer(server, tellLater);
  tellOfNotifications(rpc, pool, tellLater);

  onStop(() => pool.stop());
  await pool.start(server);
  onStop(() => rpc.close());
  const rpcAddress = await rpc.listen({ host: rpcHost, port: rpcPort });
  onStop(() => server.close());
  const stratumAddress = await server.listen({ host, port });
  tell({
    event: "listening",
    ...stratumAddress,
    rpcHost: rpcAddress.host,
    rpcPort: rpcAddress.port,
    daemon: source.url,
    coin,
    address: payout,
  });
  const waiting = early;
  early = undefined;
  for (const event of waiting) tell(event);
  if (miner) await mine(formatAddress(stratumAddress), algorithm, tell, onStop);
  return { pool, server };
}

/** The difficulty at which one core finds one share per second. */
function difficultyOfOneCore(algorithm: Algorithm): number {
  const hashesPerDifficulty = Number(2n ** 256n / algorithm.difficulty1);
  return Number(((measureHashRate(algorithm) * minerShare) / hashesPerDifficulty).toPrecision(3));
}

async function mine(
  address: string,
  algorithm: Algorithm,
  tell: (event: ServiceEvent) => void,
  onStop: (close: () => unknown) => void,
): Promise<void> {
  const client = await StratumClient.connect(`stratum+tcp://${address}`);
  const miner = new Miner(client, { username: "built-in", algorithm, userAgent: "stratum-miner" });
  const over = miner
    .run()
    .catch((error) => tell({ event: "error", message: `built-in miner: ${messageOf(error)}` }));
  onStop(async () => {
    miner.stop();
    await over;
    client.close();
  });
}

function tellOfPool(pool: SoloPool, tell: (event: ServiceEvent) => void): void {
  pool.on("share", ({ session, worker, difficulty = null, accepted, reason }) => {
    tell({
      event: "share",
      accepted,
      difficulty,
      worker,
      session: session.id,
      ...(reason && { reason: reason.message }),
    });
  });
  pool.on("job", (job, cleanJobs) => {
    tell({
      event: "job",
      jobId: job.id,
      height: job.height,
      cleanJobs,
      transactions: job.template.transactions.length,
    });
  });
  pool.on("block", ({ height, hash, worker, verdict }) => {
    const what = `block ${height} (${hash})`;
    if (verdict === null) tell({ event: "block", height, hash, worker });
    else if (verdict === "inconclusive")
      tell({ event: "error", message: `${what} is valid, but another block came first: ${verdict}` });
    else tell({ event: "error", message: `the daemon rejected ${what}: ${verdict}` });
  });
  pool.on("unsubmitted", ({ height, hash, worker, attempts, error, retryIn = null }) => {
    tell({ event: "unsubmitted", height, hash, worker, attempts, reason: error.message, retryIn });
  });
  pool.on("warning", (error) => tell({ event: "error", message: messageOf(error) }));
  pool.on("failed", (error, where) => tell({ event: "error", message: `${where}: ${messageOf(error)}` }));
}

function tellOfServer(server: StratumServer, tell: (event: ServiceEvent) => void): void {
  const tellOf = (action: "connected" | "ready" | "gone", session: PoolSession, reason?: RpcError) => {
    const { id, remoteAddress, userAgent, workers } = session;
    tell({
      event: "miner",
      action,
      session: id,
      remoteAddress,
      userAgent,
      workers: [...workers],
      ...(reason && { reason: reason.message }),
    });
  };
  server.on("session", (session) => tellOf("connected", session));
  server.on("ready", (session) => tellOf("ready", session));
  server.on("close", (session, error) => tellOf("gone", session, error));
  server.on("busy", (reason) => tell({ event: "busy", ...reason }));
  server.on("failed", (error, method) => tell({ event: "error", message: `${method}: ${messageOf(error)}` }));
}

function tellOfNotifications(rpc: NotifyServer, pool: SoloPool, tell: (event: ServiceEvent) => void): void {
  rpc.on("block", ({ hash, source }) => {
    tell({ event: "notify", type: "block", data: hash, source });
    void pool.refresh();
  });
  rpc.on("wallet", ({ txid, source }) => tell({ event: "notify", type: "wallet", data: txid, source }));
  rpc.on("alert", ({ message, source }) => tell({ event: "notify", type: "alert", data: message, source }));
  rpc.on("unauthorized", (address) =>
    tell({ event: "error", message: `${address} called the RPC port with a missing or wrong password` }),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
