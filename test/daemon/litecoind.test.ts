import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { isWithoutLitecoind, startLitecoind } from "./litecoind.js";

it.skipIf(isWithoutLitecoind)("starts a litecoind with a cookie, and leaves nothing of it", async () => {
  const daemon = await startLitecoind({ flags: ["-maxconnections=7"] });
  const client = new DaemonClient(daemon);
  expect(await client.rpc.getblockchaininfo()).toMatchObject({ chain: "regtest", blocks: 0 });
  expect((await client.rpc.getrpcinfo()).logpath).toContain(daemon.datadir);
  await client.close();
  await daemon.stop();
  await daemon.stop();
  expect(() => process.kill(daemon.pid, 0)).toThrow("ESRCH");
  expect(existsSync(daemon.datadir)).toBe(false);
});

it.skipIf(isWithoutLitecoind)("says why a litecoind did not start", async () => {
  await expect(startLitecoind({ flags: ["-nosuchflag"] })).rejects.toThrow(/Invalid parameter -nosuchflag/);
});
