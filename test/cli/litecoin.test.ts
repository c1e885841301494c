import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { isWithoutLitecoind, type Litecoind, startLitecoinPair } from "../daemon/litecoind.js";
import { isLongPoll, startFront } from "../pool/front.js";
import { start } from "./command.js";
import { serve, serveFlags } from "./serving.js";

const minutes = 60_000;
const program = fileURLToPath(new URL("../../dist/cli/stratum-notify.js", import.meta.url));

/** Difficult enough for a few shares a second, of which each is a block. */
const coin = ["--coin", "litecoin", "--difficulty", "0.01", "--rpc-password", "horse"];

describe.skipIf(isWithoutLitecoind)("stratum serve on a litecoind", () => {
  let node: Litecoind & { readonly peer: Litecoind };
  let client: DaemonClient;
  let folder: string;

  /** The daemon's command reads from files where to report, as it was started before the pool. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "stratum-litecoin-"));
    await writeFile(join(folder, "port"), "1");
    await writeFile(join(folder, "password"), "horse\n");
    const notify = `"${process.execPath}" "${program}" --type block --data %s --port $(cat "${folder}/port") --password-file "${folder}/password" --source litecoin`;
    node = await startLitecoinPair({
      credentials: { user: "pool", password: "secret" },
      flags: [`-blocknotify=${notify}`],
    });
    client = new DaemonClient(node);
    await client.rpc.createwallet({ walletName: "rewards" });
  }, 2 * minutes);

  afterAll(async () => {
    await client?.close();
    await node?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 2 * minutes);

  it(
    "solves a block of its template by scrypt, which the daemon takes and reports",
    async () => {
      const payout = await client.rpc.getnewaddress();
      const running = start(serveFlags("--json", ...coin, "--daemon", node.url, "--address", payout));
      const { rpcPort } = await running.event({ event: "listening", coin: "litecoin" });
      await writeFile(join(folder, "port"), String(rpcPort));
      await running.event({ event: "share", accepted: true, worker: "built-in" });
      await running.event({ event: "block", worker: "built-in" });
      const { hash, height } = await running.event({ event: "block", worker: "built-in" });
      await running.event({ event: "notify", type: "block", source: "litecoin" });
      running.child.kill("SIGINT");
      expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
      // Two blocks on one template may be found before the daemon has judged the first.
      const errors = running.lines.filter((line) => JSON.parse(line).event === "error");
      expect(errors.filter((line) => !line.includes(": inconclusive"))).toEqual([]);

      expect(await client.rpc.getblockhash({ height: Number(height) })).toBe(hash);
      const { tx } = Object(await client.rpc.getblock({ blockhash: String(hash), verbosity: 2 }));
      expect(tx[0].vout[0].scriptPubKey.addresses).toEqual([payout]);
      expect(Buffer.from(tx[0].vin[0].coinbase, "hex").toString("latin1")).toContain("/stratum/");
    },
    2 * minutes,
  );

  it(
    "gives a job once the daemon reports a block of another's",
    async () => {
      const { url, intercept } = await startFront(node.url);
      // The report alone tells of the block, or much later a look without a reason: long polls are never answered.
      intercept((call) => (isLongPoll(call) ? new Promise(() => {}) : undefined));
      const running = await serve(...coin, "--daemon", url, "--no-miner");
      await writeFile(join(folder, "port"), String(running.rpcPort));
      const peer = new DaemonClient(node.peer);
      const address = "rltc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnmxrc5";
      const [hash] = await peer.rpc.generatetoaddress({ nblocks: 1, address });
      await peer.close();
      const report = await running.event({ event: "notify", data: hash, source: "litecoin" });
      const height = (await client.rpc.getblockcount()) + 1;
      const job = await running.event({ event: "job" });
      expect(job).toMatchObject({ height, cleanJobs: true });
      expect(Number(job.time) - Number(report.time)).toBeLessThan(15_000);
    },
    2 * minutes,
  );
});
