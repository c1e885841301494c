import { onTestFinished } from "vitest";
import type { MiningNotifyParams } from "../../generated/stratum/index.js";
import {
  type BlockEvent,
  type ShareEvent,
  SoloPool,
  type SoloPoolOptions,
  type UnsubmittedEvent,
} from "../../src/pool/index.js";
import { type ConnectedClient, StratumClient } from "../../src/stratum/client.js";
import { StratumServer } from "../../src/stratum/server.js";
import {
  bitsOfTarget,
  hashShare,
  readJob,
  sha256d,
  type TemplateJob,
  targetOfDifficulty,
  toHexU32,
} from "../../src/work/index.js";
import { patient } from "../stratum/servers.js";
import { type FrontedDaemon, startFrontedDaemon } from "./fronted-daemon.js";

/** Every fourth hash or so is a share. */
export const easy = 1e-9;

/** What a share has to miss that should be no block where blocks are `hard`. */
const noBlock = 1e-7;

/** A target for blocks: every thousandth hash or so. */
export const hard = bitsOfTarget(targetOfDifficulty(2 * noBlock, sha256d));

/** A pool, and all that it told. */
export interface RunningPool extends FrontedDaemon {
  readonly pool: SoloPool;
  readonly server: StratumServer;
  readonly port: number;
  readonly jobs: TemplateJob[];
  readonly shares: ShareEvent[];
  readonly blocks: BlockEvent[];
  readonly unsubmitted: UnsubmittedEvent[];
  readonly warnings: unknown[];
}

/** What a pool stands on. */
interface Ground {
  /** The target of blocks. Default: the easiest one. */
  readonly bits?: number;
  /** Blocks that are there already, all of the daemon's own. The first coin can be spent from 101 on. */
  readonly blocks?: number;
}

/** Starts one, which ends with the test. */
export async function startPool({
  bits,
  blocks: nblocks = 0,
  ...options
}: Partial<SoloPoolOptions> & Ground = {}): Promise<RunningPool> {
  const fronted = await startFrontedDaemon(bits);
  const address = await fronted.client.rpc.getnewaddress();
  await fronted.client.rpc.generatetoaddress({ nblocks, address });
  const pool = new SoloPool({ daemon: fronted.through(), address, ...options });
  const server = new StratumServer({ handlers: pool.handlers, difficulty: easy, limits: patient });
  const jobs: TemplateJob[] = [];
  const shares: ShareEvent[] = [];
  const blocks: BlockEvent[] = [];
  const unsubmitted: UnsubmittedEvent[] = [];
  const warnings: unknown[] = [];
  pool.on("job", (job) => jobs.push(job));
  pool.on("share", (share) => shares.push(share));
  pool.on("block", (block) => blocks.push(block));
  pool.on("unsubmitted", (block) => unsubmitted.push(block));
  pool.on("warning", (warning) => warnings.push(warning));
  await pool.start(server);
  const { port } = await server.listen({ port: 0 });
  onTestFinished(async () => {
    await server.close();
    await pool.stop();
  });
  return { ...fronted, pool, server, port, jobs, shares, blocks, unsubmitted, warnings };
}

/** How good a share should be. */
export interface Wish {
  /** The difficulty that it meets. Default: `easy`. */
  readonly meets?: number;
  /** The difficulty that it misses. Default: that of a `hard` block. */
  readonly misses?: number;
  /** Another one than before. */
  readonly nonce?: number;
}

/** A miner that does what a test says, share by share. */
export class HandMiner {
  readonly client: ConnectedClient;
  readonly username: string;
  /** What the pool sent, in its order. */
  readonly told: (MiningNotifyParams | number)[] = [];
  #extranonce1 = "";

  private constructor(client: ConnectedClient, username: string) {
    this.client = client;
    this.username = username;
    client.on("mining.notify", (job) => this.told.push(job));
    client.on("mining.set_difficulty", ({ difficulty }) => this.told.push(difficulty));
  }

  /** Connects, subscribes and authorizes; ends with the test. */
  static async connect(
    port: number,
    username = "alice",
    password?: string,
    /** The extranonce1 that it had before. */
    sessionId?: string,
  ): Promise<HandMiner> {
    const client = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
    onTestFinished(() => client.close());
    const miner = new HandMiner(client, username);
    const resumed = sessionId === undefined ? {} : { userAgent: "hand", sessionId };
    miner.#extranonce1 = (await client.mining.subscribe(resumed)).extranonce1;
    await client.mining.authorize({ username, ...(password !== undefined && { password }) });
    return miner;
  }

  get extranonce1(): string {
    return this.#extranonce1;
  }

  get jobs(): MiningNotifyParams[] {
    return this.told.filter((one) => typeof one === "object");
  }

  /** The job of a number, as soon as it is there. */
  async job(number: number): Promise<MiningNotifyParams> {
    for (;;) {
      const job = this.jobs[number];
      if (job) return job;
      await new Promise((resolve) => this.client.once("mining.notify", resolve));
    }
  }

  /** A share on a job. */
  solve(params: MiningNotifyParams, { meets = easy, misses = noBlock, nonce = 0 }: Wish = {}) {
    for (; ; nonce++) {
      const { jobId, ntime } = params;
      const share = { ntime, nonce: toHexU32(nonce) };
      const difficulty = this.#difficultyOn(params, share);
      if (difficulty >= meets && difficulty < misses)
        return { username: this.username, jobId, extranonce2: "00000000", ...share };
    }
  }

  /** Whether a share would count on a job. */
  isGood(params: MiningNotifyParams, share: { readonly ntime: string; readonly nonce: string }): boolean {
    return this.#difficultyOn(params, share) >= easy;
  }

  #difficultyOn(
    params: MiningNotifyParams,
    { ntime, nonce }: { readonly ntime: string; readonly nonce: string },
  ): number {
    const job = readJob(params);
    const solution = {
      version: job.version,
      time: Number.parseInt(ntime, 16),
      nonce: Number.parseInt(nonce, 16),
      extranonce1: Buffer.from(this.#extranonce1, "hex"),
      extranonce2: Buffer.alloc(4),
    };
    return hashShare(job, solution, sha256d).difficulty;
  }

  submit(share: ReturnType<HandMiner["solve"]> & { versionBits?: string }): Promise<boolean> {
    return this.client.mining.submit(share);
  }
}
