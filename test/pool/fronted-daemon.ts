import { onTestFinished } from "vitest";
import { DaemonClient } from "../../src/daemon/client.js";
import { DevDaemon } from "../../src/dev-chain/daemon.js";
import { type Front, startFront } from "./front.js";

/** A development daemon, and what stands before it. */
export interface FrontedDaemon extends Front {
  /** Asks the daemon itself. */
  readonly client: DaemonClient;
  /** A client that asks as everybody does. */
  through(): DaemonClient;
  /** A block of somebody else's. @returns Its hash. */
  mine(): Promise<string>;
}

/** Starts one, which ends with the test. @param bits Its target. Default: the easiest one. */
export async function startFrontedDaemon(bits?: number): Promise<FrontedDaemon> {
  const daemon = new DevDaemon({
    user: "pool",
    password: "secret",
    interval: 0,
    ...(bits !== undefined && { bits }),
  });
  const { port } = await daemon.listen({ port: 0 });
  onTestFinished(() => daemon.close());
  const connect = (url: string) => {
    const client = new DaemonClient({ url });
    onTestFinished(() => client.close());
    return client;
  };
  const front = await startFront(`http://pool:secret@127.0.0.1:${port}`);
  const client = connect(`http://pool:secret@127.0.0.1:${port}`);
  return {
    ...front,
    client,
    through: () => connect(front.url),
    mine: async () => {
      const address = await client.rpc.getnewaddress();
      const [hash = ""] = await client.rpc.generatetoaddress({ nblocks: 1, address });
      return hash;
    },
  };
}
