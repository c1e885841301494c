import { randomUUID } from "node:crypto";
import { DaemonClient } from "stratum";
import { DevDaemon } from "stratum/dev-chain";

/** A coin daemon in memory with a chain of its own, to develop and test with. Its coins have no value. */
export async function startDevDaemon() {
  const password = randomUUID();
  const devDaemon = new DevDaemon({ user: "pool", password });
  const { port } = await devDaemon.listen({ port: 0 });
  const daemon = new DaemonClient({ url: `http://pool:${password}@127.0.0.1:${port}` });
  return {
    daemon,
    address: await daemon.rpc.getnewaddress(),
    async close() {
      await daemon.close();
      await devDaemon.close();
    },
  };
}
