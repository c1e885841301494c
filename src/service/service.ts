import { type MinedCoinName, presets } from "../daemon/presets/presets.js";
import { Miner, measureHashRate } from "../miner/miner.js";
import { hashPassword } from "../notify/password.js";
import { RpcServer } from "../notify/server.js";
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

/** What `stratum serve` runs. */
export interface ServiceOptions {
  readonly host: string;
  readonly port: number;
  readonly rpcHost: string;
  readonly rpcPort: number;
  readonly rpcPassword: string;
  /** `http://user:password@host:port`. Default: a development daemon of its own. */
  readonly daemon?: string | undefined;
  readonly coin: MinedCoinName;
  /** Where rewards go. Default: an address of the daemon's wallet. */
  readonly address?: string | undefined;
  /** Of every session. Default: what its hash rate calls for. */
  readonly difficulty?: number | undefined;
  /** Whether to mine with one core. */
  readonly miner: boolean;
}

/** Seconds that a share should take: a person who watches should see something. */
const pace = { embedded: 1, daemon: 10 };

/** Shares that a block of the development chain should take. */
const sharesPerBlock = 10;

/** How many times slower than one core a miner may be, and still get shares at the wished pace. */
const slowest = 1_000;

/** What is left of a core for hashing when the pool runs in the same process. */
const minerShare = 0.7;

/** A service that runs. */
export interface Service {
  readonly pool: SoloPool;
  readonly server: StratumServer;
  /** Ends everything, in the order in which nothing is lost. Calls after the first one wait for that. */
  stop(): Promise<void>;
}

/**
 * Starts a whole pool: a daemon, the solo pool, a Stratum server, an RPC port, and a miner that uses
 * the typed client.
 *
 * @param tell Told of everything that happens.
 * @param signal Gives up starting; a service that runs is ended by `stop`.
 * @throws RpcError where something can't be had: a port that is taken, a wrong password, an address that is none.
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
      `the embedded daemon has a ${sha256d.name} chain: for ${coin} name a daemon`,
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
  const rpc = new RpcServer({
    password: hashPassword(rpcPassword),
    handlers: { "mining.connections": () => minerConnections(server.sessions) },
  });
  tellOfPool(pool, tell);
  tellOfServer(server, tell);
  tellOfNotifications(rpc, pool, tell);

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
  if (miner) await mine(formatAddress(stratumAddress), algorithm, tell, onStop);
  return { pool, server };
}

/** The difficulty at which one core finds a share a second. */
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
    .catch((error) => tell({ event: "error", message: `the built-in miner: ${messageOf(error)}` }));
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
      tell({ event: "error", message: `${what} is valid, but another one was first: ${verdict}` });
    else tell({ event: "error", message: `the daemon refuses ${what}: ${verdict}` });
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

function tellOfNotifications(rpc: RpcServer, pool: SoloPool, tell: (event: ServiceEvent) => void): void {
  rpc.on("block", ({ hash, source }) => {
    tell({ event: "notify", type: "block", data: hash, source });
    void pool.refresh();
  });
  rpc.on("wallet", ({ txid, source }) => tell({ event: "notify", type: "wallet", data: txid, source }));
  rpc.on("alert", ({ message, source }) => tell({ event: "notify", type: "alert", data: message, source }));
  rpc.on("unauthorized", (address) =>
    tell({ event: "error", message: `${address} called the RPC port with a wrong password, or none` }),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
