import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { StratumClient } from "../../src/stratum/index.js";
import { connectRaw, job, startServer } from "./servers.js";

const subscribe = { id: 1, method: "mining.subscribe", params: [] };
const authorize = { id: 2, method: "mining.authorize", params: ["alice", "x"] };
const suggest = { id: 3, method: "mining.suggest_difficulty", params: [16] };

const broken = () => {
  throw new Error("broken");
};

/** A logger that keeps errors. */
function errorLog() {
  const errors: string[] = [];
  const ignore = () => {};
  return {
    errors,
    logger: { debug: ignore, info: ignore, warn: ignore, error: (text: string) => errors.push(text) },
  };
}

describe("a server whose listener throws", () => {
  it.each(["session", "ready", "suggested", "close"] as const)(
    "at %s reports it once and lives on",
    async (event) => {
      const { errors, logger } = errorLog();
      const { server, port } = await startServer({ logger });
      const failures: unknown[][] = [];
      server.on("failed", (...failure) => failures.push(failure));
      server.on(event, broken);
      const others = once(server, event);
      const miner = await connectRaw(port);
      miner.send(subscribe, authorize, suggest);
      for (let count = 0; count < 3; count++) expect(await miner.message()).toMatchObject({ error: null });
      miner.end();
      await others;
      await expect.poll(() => server.sessions.size).toBe(0);
      expect(failures).toEqual([[expect.objectContaining({ message: "broken" }), event]]);
      expect(errors).toEqual([expect.stringContaining(`a listener of "${event}" failed: Error: broken`)]);
      server.off(event, broken);
      const next = await connectRaw(port);
      next.send(subscribe);
      expect(await next.message()).toMatchObject({ id: 1, error: null });
    },
  );

  it("at busy, and at listening", async () => {
    const { logger, errors } = errorLog();
    const { server, port } = await startServer({ logger, limits: { sessions: 0 } });
    server.on("busy", broken);
    const refused = await connectRaw(port);
    await refused.closed();
    expect(errors).toEqual([expect.stringContaining('a listener of "busy" failed')]);
    await server.close();
    server.on("listening", broken);
    expect(await server.listen({ port: 0 })).toMatchObject({ host: "127.0.0.1" });
  });

  it("at failed, too: it is logged", async () => {
    const { logger, errors } = errorLog();
    const { server, port } = await startServer({ logger, handlers: { "mining.authorize": broken } });
    server.on("failed", broken);
    const miner = await connectRaw(port);
    miner.send(authorize);
    expect((await miner.message()).error).toEqual([20, "Internal error", null]);
    expect(errors).toHaveLength(2);
  });

  it("later, with a rejected promise", async () => {
    const { server, port } = await startServer();
    server.on("session", async () => broken());
    const failed = once(server, "failed");
    const miner = await connectRaw(port);
    miner.send(subscribe);
    expect(await failed).toMatchObject([{ message: "broken" }, "session"]);
    expect(await miner.message()).toMatchObject({ id: 1, error: null });
  });
});

describe("a server whose options throw", () => {
  it("sends that miner away, reports it and lives on", async () => {
    let isBroken = true;
    const { server, port } = await startServer({
      data: () => {
        if (isBroken) broken();
        return undefined;
      },
    });
    const failed = once(server, "failed");
    const miner = await connectRaw(port);
    miner.send(subscribe);
    expect(await failed).toMatchObject([{ message: "broken" }, "session"]);
    await miner.closed();
    isBroken = false;
    const next = await connectRaw(port);
    next.send(subscribe);
    expect(await next.message()).toMatchObject({ id: 1, error: null });
  });

  it("refuses a certificate that is none when it is made", async () => {
    await expect(startServer({ tls: { key: "none", cert: "none" } })).rejects.toMatchObject({
      code: "INVALID_OPTION",
    });
  });
});

describe("a client whose listener throws", () => {
  it.each(["mining.notify", "ignored", "close"] as const)("at %s reports it and lives on", async (event) => {
    const { server, port } = await startServer();
    server.on("ready", (session) => {
      session.send.mining.setDifficulty({ difficulty: 1 });
      session.send.mining.notify(job);
    });
    const client = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
    onTestFinished(() => client.close());
    const failed = once(client, "failed");
    client.on(event, broken);
    await client.mining.subscribe({});
    expect(await client.mining.authorize({ username: "alice" })).toBe(true);
    if (event === "close") client.close();
    if (event === "ignored") client.emit("ignored");
    expect(await failed).toMatchObject([{ message: "broken" }, event]);
  });
});
