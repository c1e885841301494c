import { describe, expect, it, vi } from "vitest";
import { streamConnection } from "../../src/transport/index.js";
import { lines } from "../../src/wire/lines.js";
import { socketPair } from "../transport/loopback.js";
import { RawPeer } from "./raw-peer.js";
import { job, startServer } from "./servers.js";

const subscribe = { id: 1, method: "mining.subscribe", params: ["ckproxy/1.0"] };
const authorize = { id: 2, method: "mining.authorize", params: ["alice", "x"] };

/** A session whose server writes to a socket that notes each write, and the miner at the other end. */
async function pairOfPeers(options: Parameters<typeof startServer>[0] = {}) {
  const { server } = await startServer(options);
  const [near, far] = await socketPair({ allowHalfOpen: true });
  const write = vi.spyOn(far, "write");
  const session = server.attach(
    streamConnection(far, { framing: lines, maxMessage: 16_384, maxQueue: 1_048_576 }),
  );
  const writes = () =>
    write.mock.calls.map(([data]) =>
      String(data)
        .trimEnd()
        .split("\n")
        .map((line) => {
          const { id, method } = JSON.parse(line);
          return method ?? id;
        }),
    );
  return { server, session, miner: new RawPeer(near), writes };
}

/** Gives each session a job as soon as it is ready, as pools do. */
function giveJobs({ server }: Pick<Awaited<ReturnType<typeof pairOfPeers>>, "server">) {
  server.on("ready", ({ send }) => {
    send.mining.setDifficulty({ difficulty: 8 });
    send.mining.notify(job);
  });
}

describe("the handshake", () => {
  it("goes out line by line, each in a write of its own", async () => {
    const peers = await pairOfPeers();
    giveJobs(peers);
    peers.miner.send(subscribe);
    await peers.miner.line();
    peers.miner.send(authorize);
    for (let count = 0; count < 3; count++) await peers.miner.line();
    expect(peers.writes()).toEqual([[1], [2], ["mining.set_difficulty"], ["mining.notify"]]);
  });

  it("does so, too, where the miner sends it in one segment, and handlers take their time", async () => {
    const peers = await pairOfPeers({ handlers: { "mining.authorize": async () => true } });
    giveJobs(peers);
    peers.miner.send(subscribe, authorize);
    for (let count = 0; count < 4; count++) await peers.miner.line();
    expect(peers.writes()).toEqual([[1], [2], ["mining.set_difficulty"], ["mining.notify"]]);
  });

  it("keeps its order where a job is broadcast meanwhile", async () => {
    const peers = await pairOfPeers();
    const { server, miner } = peers;
    giveJobs(peers);
    server.on("ready", () => server.broadcast.mining.notify({ ...job, jobId: "20" }));
    miner.send(subscribe, authorize);
    for (let count = 0; count < 5; count++) await miner.line();
    expect(peers.writes()).toEqual([
      [1],
      [2],
      ["mining.set_difficulty"],
      ["mining.notify"],
      ["mining.notify"],
    ]);
    expect(JSON.parse(miner.lines[4] ?? "").params[0]).toBe("20");
  });

  it("is over with the first job: then answers to one segment go out in one write", async () => {
    const peers = await pairOfPeers();
    const { miner } = peers;
    giveJobs(peers);
    miner.send(subscribe, authorize);
    for (let count = 0; count < 4; count++) await miner.line();
    const ping = { method: "mining.ping", params: [] };
    miner.send({ id: 3, ...ping }, { id: 4, ...ping }, { id: 5, ...ping });
    for (let count = 0; count < 3; count++) await miner.line();
    expect(peers.writes().slice(4)).toEqual([[3, 4, 5]]);
  });

  it("is over though more is waiting when the first job goes out", async () => {
    const peers = await pairOfPeers();
    const { miner } = peers;
    giveJobs(peers);
    const pings = Array.from({ length: 8 }, (_, index) => ({
      id: index + 3,
      method: "mining.ping",
      params: [],
    }));
    miner.send(subscribe, authorize, ...pings);
    for (let count = 0; count < 12; count++) await miner.line();
    expect(peers.writes().slice(0, 4)).toEqual([[1], [2], ["mining.set_difficulty"], ["mining.notify"]]);
    expect(peers.writes().slice(4)).toEqual([pings.map(({ id }) => id)]);
  });

  it("is over after many messages, also where there is no job", async () => {
    const { miner, writes } = await pairOfPeers();
    miner.send(subscribe, authorize);
    for (let count = 0; count < 2; count++) await miner.line();
    const ping = { method: "mining.ping", params: [] };
    for (let id = 3; id < 53; id++) {
      miner.send({ id, ...ping });
      await miner.line();
    }
    const before = writes().length;
    miner.send({ id: 60, ...ping }, { id: 61, ...ping }, { id: 62, ...ping });
    for (let count = 0; count < 3; count++) await miner.line();
    expect(writes().slice(before)).toEqual([[60, 61, 62]]);
  });

  it("does not hold back a miner that sends much before it", async () => {
    const peers = await pairOfPeers();
    peers.miner.send(...Array.from({ length: 300 }, (_, id) => ({ id, method: "mining.ping", params: [] })));
    for (let id = 0; id < 300; id++) expect((await peers.miner.message()).id).toBe(id);
    expect(peers.writes().length).toBeLessThan(10);
  });

  it("loses nothing where the session is closed in the middle of it", async () => {
    const peers = await pairOfPeers();
    const { server, miner } = peers;
    giveJobs(peers);
    server.on("ready", (session) => session.close());
    miner.send(subscribe, authorize);
    for (let count = 0; count < 4; count++) await miner.line();
    expect(miner.lines.map((line) => JSON.parse(line).method ?? JSON.parse(line).id)).toEqual([
      1,
      2,
      "mining.set_difficulty",
      "mining.notify",
    ]);
  });
});
