import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { SoloPool } from "../../src/pool/index.js";
import { StratumServer } from "../../src/stratum/index.js";
import { patient } from "../stratum/servers.js";
import { startFrontedDaemon } from "./fronted-daemon.js";
import { easy, HandMiner, startPool } from "./pools.js";

it("a second start is refused", async () => {
  const { pool, server } = await startPool();
  const refused = {
    code: "INVALID_OPTION",
    message: "the pool was started already: make another pool for another server",
  };
  await expect(pool.start(server)).rejects.toMatchObject(refused);
  const other = new StratumServer({ handlers: pool.handlers });
  await expect(pool.start(other)).rejects.toMatchObject(refused);
  await pool.stop();
  await expect(pool.start(server)).rejects.toMatchObject(refused);
});

it("a start that failed can be tried again, and leaves nothing behind", async () => {
  const { client, through } = await startFrontedDaemon();
  const address = await client.rpc.getnewaddress();
  const pool = new SoloPool({ daemon: through(), address, rules: [] });
  const server = new StratumServer({ handlers: pool.handlers, difficulty: easy, limits: patient });
  onTestFinished(async () => {
    await server.close();
    await pool.stop();
  });
  await expect(pool.start(server)).rejects.toMatchObject({ name: "RpcError" });
  expect(["ready", "suggested"].map((event) => server.listenerCount(event))).toEqual([0, 0]);
  await expect(pool.start(server)).rejects.toMatchObject({ method: "getblocktemplate" });
});

it("a share's event has the session with its data, typed", async () => {
  const { client, through } = await startFrontedDaemon();
  const address = await client.rpc.getnewaddress();
  const pool = new SoloPool<{ account: string }>({ daemon: through(), address });
  const server = new StratumServer({
    difficulty: easy,
    limits: patient,
    data: () => ({ account: "alice" }),
    handlers: pool.handlers,
  });
  onTestFinished(async () => {
    await server.close();
    await pool.stop();
  });
  await pool.start(server);
  const { port } = await server.listen({ port: 0 });
  const accounts: string[] = [];
  pool.on("share", ({ session }) => accounts.push(session.data.account));
  const shared = once(pool, "share");
  const miner = await HandMiner.connect(port);
  await miner.submit(miner.solve(await miner.job(0)));
  await shared;
  expect(accounts).toEqual(["alice"]);
});
