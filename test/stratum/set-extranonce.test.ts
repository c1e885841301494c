import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { StratumClient } from "../../src/stratum/index.js";
import { memoryPair } from "../../src/transport/memory.js";
import { connectRaw, startServer } from "./servers.js";

const handshake =
  '{"id":1,"method":"mining.subscribe","params":[]}\n{"id":2,"method":"mining.authorize","params":["alice","x"]}\n';
const asks = {
  "mining.extranonce.subscribe": { id: 3, method: "mining.extranonce.subscribe", params: [] },
  "mining.configure": { id: 3, method: "mining.configure", params: [["subscribe-extranonce"], {}] },
};

describe("mining.set_extranonce", () => {
  it.each(Object.entries(asks))("reaches who asked by %s", async (_way, ask) => {
    const { server, port } = await startServer();
    const miner = await connectRaw(port);
    miner.send(ask);
    await miner.message();
    miner.write(handshake);
    const [session] = await once(server, "ready");
    session.send.mining.setExtranonce({ extranonce1: "beef" });
    await miner.message();
    await miner.message();
    expect(await miner.message()).toMatchObject({ method: "mining.set_extranonce", params: ["beef"] });
    expect(session).toMatchObject({ extranonce1: "beef", extranonce2Size: 4 });
  });

  it("does not reach others, who keep their extranonce", async () => {
    const { server, port } = await startServer();
    const miner = await connectRaw(port);
    miner.write(handshake);
    const [session] = await once(server, "ready");
    const before = session.extranonce1;
    session.send.mining.setExtranonce({ extranonce1: "beef", extranonce2Size: 3 });
    server.broadcast.mining.setExtranonce({ extranonce1: "beef", extranonce2Size: 3 });
    server.broadcast.client.showMessage({ message: "still here" });
    await miner.message();
    await miner.message();
    expect((await miner.message()).method).toBe("client.show_message");
    expect(session).toMatchObject({ extranonce1: before, extranonce2Size: 4 });
  });

  it("does not keep the extranonce from before when the session is over", async () => {
    const { server } = await startServer({ extranonce: { size: 1, grace: 0 } });
    for (let count = 0; count < 300; count++) {
      const [miner, pool] = memoryPair();
      const session = server.attach(pool);
      const client = StratumClient.over(miner);
      await client.mining.extranonce.subscribe();
      await client.mining.subscribe();
      await client.mining.authorize({ username: "alice" });
      session.send.mining.setExtranonce({ extranonce1: "beef" });
      const closed = once(server, "close");
      client.close();
      await closed;
    }
  });
});

describe("a server's instance", () => {
  it("stands in the highest bits of what its miners get", async () => {
    const { port } = await startServer({ extranonce: { instance: { id: 5, bits: 4 } } });
    const miner = await connectRaw(port);
    miner.write(handshake);
    const { result } = await miner.message();
    expect(result).toEqual([expect.any(Array), expect.stringMatching(/^5/), 4]);
  });
});
