/**
 * A custom pool, with the steps that `SoloPool` does internally. The library handles handshakes, extranonces, the
 * terms of each job and the order of messages; this file decides which workers may mine and which shares count.
 *
 *     npx jiti examples/pool/pool.ts 3333
 */
import { DaemonClient, RpcError, StratumServer, sha256d } from "stratum";
import { DevDaemon } from "stratum/dev-chain";
import {
  bitsOfTarget,
  buildBlock,
  buildJob,
  hashShare,
  rollVersion,
  type TemplateJob,
  targetOfDifficulty,
  writeJob,
} from "stratum/work";

const port = Number(process.argv[2] ?? 3333);
const difficulty = 0.00001;
const versionMask = 0x1fffe000;

// 1. A coin daemon. This one runs in this process, and about every tenth share is a block of its chain. For a
// real daemon, replace these statements by its URL.
const bits = bitsOfTarget(targetOfDifficulty(10 * difficulty, sha256d));
const devDaemon = new DevDaemon({ user: "pool", password: "secret", bits });
const { port: daemonPort } = await devDaemon.listen({ port: 0 });
const daemon = new DaemonClient({ url: `http://pool:secret@127.0.0.1:${daemonPort}` });

// 2. The payout script of the block reward, from the daemon.
const address = await daemon.rpc.getnewaddress();
const { scriptPubKey = "" } = await daemon.rpc.validateaddress({ address });

// 3. The accounts, and their shares.
const accounts = new Map([
  ["alice", { shares: 0 }],
  ["bob", { shares: 0 }],
]);

// 4. The current job, and the headers submitted for it.
let job: TemplateJob | undefined;
let submitted = new Set<string>();
let jobs = 0;

const server = new StratumServer({
  difficulty,
  versionMask,
  // Your own typed state of a session.
  data: () => ({ since: new Date() }),
  handlers: {
    // `alice.rig1` works for alice. The result is sent to the miner.
    "mining.authorize": ({ username }) => accounts.has(accountOf(username)),

    // The library has checked the parameters and that the worker is authorized. A thrown RpcError rejects the share.
    "mining.submit": (
      { username, jobId, extranonce2, ntime, nonce, versionBits = "00000000" },
      { session },
    ) => {
      const terms = session.job(jobId);
      if (!job || !terms || jobId !== job.id) throw new RpcError("JOB_NOT_FOUND");
      if (extranonce2.length !== 2 * terms.extranonce2Size)
        throw new RpcError("OTHER", "Incorrect size of extranonce2");

      const solution = {
        extranonce1: Buffer.from(terms.extranonce1, "hex"),
        extranonce2: Buffer.from(extranonce2, "hex"),
        time: Number.parseInt(ntime, 16),
        nonce: Number.parseInt(nonce, 16),
        version: rollVersion(job.version, versionMask, Number.parseInt(versionBits, 16)),
      };
      const share = hashShare(job, solution, sha256d);
      const header = share.header.toString("hex");
      if (submitted.has(header)) throw new RpcError("DUPLICATE_SHARE");
      if (share.work > targetOfDifficulty(terms.difficulty, sha256d)) throw new RpcError("LOW_DIFFICULTY");
      submitted.add(header);

      const account = accounts.get(accountOf(username));
      if (account) account.shares++;
      console.log(
        `${username}: share of difficulty ${share.difficulty.toPrecision(3)}, ${account?.shares} so far`,
      );
      if (share.isBlock) void submit(buildBlock(job, share.header, solution), username);
      return true;
    },
  },
});

// 5. A miner is ready: it gets the difficulty and the job. Later jobs reach it by broadcast.
server.on("ready", (session) => {
  console.log(
    `${session.userAgent} mines as ${[...session.workers]} since ${session.data.since.toISOString()}`,
  );
  if (job) session.send.mining.notify(writeJob(job, true));
});

async function nextJob(): Promise<void> {
  const template = await daemon.rpc.getblocktemplate({ rules: ["segwit"] });
  job = buildJob(template, {
    id: (++jobs).toString(16),
    payout: Buffer.from(scriptPubKey, "hex"),
    extranonceSize: 8,
    tag: "/my pool/",
    versionMask,
  });
  submitted = new Set();
  server.broadcast.mining.notify(writeJob(job, true));
  console.log(`job ${job.id} for block ${job.height}`);
}

async function submit(block: Buffer, finder: string): Promise<void> {
  const verdict = await daemon.rpc.submitblock({ hexdata: block.toString("hex") });
  console.log(verdict === null ? `BLOCK found by ${finder}` : `block refused: ${verdict}`);
  await nextJob();
}

function accountOf(worker: string): string {
  return worker.split(".")[0] ?? worker;
}

await nextJob();
const listening = await server.listen({ port });
console.log(`miners: stratum+tcp://127.0.0.1:${listening.port}`);

process.once("SIGTERM", async () => {
  await server.close();
  await daemon.close();
  await devDaemon.close();
});
