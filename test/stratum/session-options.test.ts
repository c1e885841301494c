import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { StratumServer } from "../../src/stratum/index.js";
import { memoryPair } from "../../src/transport/memory.js";
import { connectRaw, job, patient, startServer } from "./servers.js";

const subscribe = { id: 1, method: "mining.subscribe", params: ["cgminer/4.11"] };
const authorize = (worker: string) => ({ id: 2, method: "mining.authorize", params: [worker, "x"] });

describe("a session's address", () => {
  it("is what it was connected from, in parts", async () => {
    const { server, port } = await startServer();
    const connected = once(server, "session");
    const miner = await connectRaw(port);
    miner.send(subscribe);
    const { socket } = miner;
    const [session] = await connected;
    expect(session.address).toEqual({ host: "127.0.0.1", port: socket.localPort });
    expect(session.remoteAddress).toBe(`127.0.0.1:${socket.localPort}`);
  });

  it("names no host in memory", async () => {
    const { server } = await startServer();
    const [, end] = memoryPair();
    expect(server.attach(end).address).toMatchObject({ host: "memory" });
  });
});

describe("options that depend on the session", () => {
  it("a difficulty may be that of the worker", async () => {
    const { server, port } = await startServer({
      difficulty: ({ workers }) => (workers.has("farm") ? 1_000 : 2),
    });
    server.on("ready", (session) => session.send.mining.notify(job));
    for (const [worker, difficulty] of [
      ["farm", 1_000],
      ["alice", 2],
    ] as const) {
      const miner = await connectRaw(port);
      miner.send(subscribe, authorize(worker));
      await miner.message();
      await miner.message();
      expect(await miner.message()).toMatchObject({ method: "mining.set_difficulty", params: [difficulty] });
    }
  });

  it("a difficulty may be that of the address, and of what the owner keeps", async () => {
    const server = new StratumServer({
      limits: patient,
      handlers: { "mining.authorize": () => true, "mining.submit": () => true },
      data: () => ({ factor: 3 }),
      difficulty: ({ address, data }) => (address.host === "127.0.0.1" ? 2 * data.factor : 1),
    });
    onTestFinished(() => server.close());
    const { port } = await server.listen({ port: 0 });
    const connected = once(server, "session");
    (await connectRaw(port)).send(subscribe);
    expect((await connected)[0]).toMatchObject({ difficulty: 6 });
  });

  it("version bits may be those of the miner's program", async () => {
    const { port } = await startServer({ versionMask: ({ userAgent }) => (userAgent ? 0x0f00e000 : 0) });
    const miner = await connectRaw(port);
    const parameters = { "version-rolling.mask": "ffffffff" };
    miner.send(subscribe, { id: 2, method: "mining.configure", params: [["version-rolling"], parameters] });
    await miner.message();
    expect(await miner.message()).toMatchObject({ result: { "version-rolling.mask": "0f00e000" } });
  });

  it.each([0, Number.NaN, -1])(
    "a difficulty of %s costs the miner its connection, and nobody else a job",
    async (wrong) => {
      let difficulty = 1;
      const { server, port } = await startServer({
        difficulty: ({ workers }) => (workers.has("wrong") ? wrong : difficulty),
      });
      const failed = once(server, "failed");
      const miners = [await connectRaw(port), await connectRaw(port)] as const;
      difficulty = 4;
      miners[0].send(subscribe, authorize("wrong"));
      miners[1].send(subscribe, authorize("alice"));
      for (const miner of miners) for (let count = 0; count < 2; count++) await miner.message();
      server.broadcast.mining.notify(job);
      expect((await failed)[0]).toMatchObject({ code: "INVALID_OPTION" });
      await miners[0].closed();
      expect(await miners[1].message()).toMatchObject({ method: "mining.set_difficulty", params: [4] });
      expect(await miners[1].message()).toMatchObject({ method: "mining.notify" });
    },
  );
});

describe("the end of a session", () => {
  it("is told as close, and as closed for servers that were written for 1.0", async () => {
    const { server, port } = await startServer();
    const told = Promise.all([once(server, "close"), once(server, "closed")]);
    const miner = await connectRaw(port);
    miner.send(subscribe);
    await miner.message();
    miner.end();
    const [[session], [same]] = await told;
    expect(same).toBe(session);
  });
});
