import { onTestFinished } from "vitest";
import { type AnyProtocol, RpcError } from "../../src/rpc/index.js";
import {
  type MiningSubmitParams,
  StratumServer,
  type StratumServerOptions,
} from "../../src/stratum/index.js";
import { readSubmission } from "../../src/stratum/submission.js";
import { hashShare, type NotifyParams, readJob, sha256d, targetOfDifficulty } from "../../src/work/index.js";
import { job, patient } from "./servers.js";

/** Every hundredth hash or so is a share. */
export const easy = 0.00000003;

/** A pool of real jobs and real shares, without a daemon behind it. */
export interface TinyPool {
  readonly server: StratumServer;
  readonly port: number;
  readonly shares: MiningSubmitParams[];
  /** Gives everybody a job. */
  notify(params?: Partial<NotifyParams>): void;
  stop(): Promise<void>;
}

/** Starts one, which stops with the test. It judges shares by what its own jobs and extranonces say. */
export async function startTinyPool({
  port = 0,
  ...options
}: Pick<StratumServerOptions<AnyProtocol, undefined>, "extranonce" | "difficulty" | "versionMask"> & {
  port?: number;
} = {}): Promise<TinyPool> {
  const shares: MiningSubmitParams[] = [];
  const jobs = new Map<string, NotifyParams>();
  const seen = new Set<string>();
  let current: NotifyParams = { ...job, jobId: "1" };
  const server = new StratumServer({
    difficulty: easy,
    limits: patient,
    ...options,
    handlers: {
      "mining.authorize": ({ username }) => username !== "mallory",
      "mining.submit": (submission, { session }) => {
        const terms = session.job(submission.jobId);
        const params = jobs.get(submission.jobId);
        if (!terms || !params) throw new RpcError("JOB_NOT_FOUND");
        const given = readJob(params);
        const share = hashShare(given, readSubmission(submission, terms, given.version, 0x1fffe000), sha256d);
        if (seen.has(share.header.toString("hex"))) throw new RpcError("DUPLICATE_SHARE");
        if (share.work > targetOfDifficulty(terms.difficulty, sha256d)) throw new RpcError("LOW_DIFFICULTY");
        seen.add(share.header.toString("hex"));
        shares.push(submission);
        return true;
      },
    },
  });
  const tell = (params: NotifyParams) => {
    if (params.cleanJobs) jobs.clear();
    jobs.set(params.jobId, params);
    current = params;
  };
  tell(current);
  server.on("ready", (session) => session.send.mining.notify({ ...current, cleanJobs: true }));
  const address = await server.listen({ port });
  const pool: TinyPool = {
    server,
    port: address.port,
    shares,
    notify: (params = {}) => {
      tell({ ...current, jobId: String(Number(current.jobId) + 1), cleanJobs: false, ...params });
      server.broadcast.mining.notify(current);
    },
    stop: () => server.close(),
  };
  onTestFinished(() => pool.stop());
  return pool;
}
