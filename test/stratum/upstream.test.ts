import { once } from "node:events";
import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { backOff } from "../../src/rpc/back-off.js";
import { Upstream, type UpstreamOptions } from "../../src/stratum/index.js";
import { startRawPool } from "./raw-pool.js";
import { startServer } from "./servers.js";
import { easy, startTinyPool } from "./tiny-pool.js";

function startUpstream(options: Partial<UpstreamOptions> & Pick<UpstreamOptions, "urls">): Upstream {
  const upstream = new Upstream({ username: "alice", backOff: { first: 20, longest: 100 }, ...options });
  onTestFinished(() => upstream.stop());
  upstream.start();
  return upstream;
}

const url = ({ port }: { port: number }) => `stratum+tcp://127.0.0.1:${port}`;

describe("an upstream", () => {
  it("logs in, and hands on what came before the login was over", async () => {
    const pool = await startTinyPool();
    const upstream = new Upstream({ urls: [url(pool)], username: "alice" });
    onTestFinished(() => upstream.stop());
    const events: string[] = [];
    upstream.on("online", ({ versionMask, extranonce2Size }) =>
      events.push(`online ${versionMask.toString(16)} ${extranonce2Size}`),
    );
    upstream.on("difficulty", (difficulty) => events.push(`difficulty ${difficulty}`));
    upstream.on("job", ({ jobId }) => events.push(`job ${jobId}`));
    upstream.start();
    await expect.poll(() => events).toEqual(["online 1fffe000 4", `difficulty ${easy}`, "job 1"]);
  });

  it("comes back with the same extranonce where the pool is the same", async () => {
    const pool = await startTinyPool();
    const upstream = startUpstream({ urls: [url(pool)] });
    const [first] = await once(upstream, "online");
    for (const session of pool.server.sessions) session.close();
    const [reason, retryIn] = await once(upstream, "offline");
    expect(reason.code).toBe("CLOSED");
    expect(retryIn).toBeLessThanOrEqual(20);
    const [second, , resumed] = await once(upstream, "online");
    expect(second.extranonce1).toBe(first.extranonce1);
    expect(resumed).toBe(true);
  });

  it("goes to the next pool, and tries the best one first again", async () => {
    const [best, backup] = [await startTinyPool(), await startTinyPool()];
    await best.stop();
    const upstream = startUpstream({ urls: [url(best), url(backup)] });
    expect((await once(upstream, "online"))[1]).toBe(url(backup));
    await startTinyPool({ port: best.port });
    for (const session of backup.server.sessions) session.close();
    expect((await once(upstream, "online"))[1]).toBe(url(best));
  });

  it("leaves a pool that lets it in and hangs up each time", async () => {
    const [best, backup] = [await startTinyPool(), await startTinyPool()];
    const upstream = startUpstream({ urls: [url(best), url(backup)] });
    const logins: string[] = [];
    upstream.on("online", (_granted, from) => {
      logins.push(from);
      if (from === url(best)) setImmediate(() => [...best.server.sessions].map((session) => session.close()));
    });
    await expect.poll(() => logins).toEqual([url(best), url(best), url(best), url(backup)]);
  });

  it("keeps trying where the pool refuses its worker, and says why", async () => {
    const pool = await startTinyPool();
    const upstream = startUpstream({ urls: [url(pool)], username: "mallory" });
    const [reason] = await once(upstream, "offline");
    expect(reason).toMatchObject({
      code: "UNAUTHORIZED",
      message: expect.stringContaining("refuses the worker mallory"),
    });
    await once(upstream, "offline");
  });

  it("follows client.reconnect to where it leads", async () => {
    const [first, second] = [await startTinyPool(), await startTinyPool()];
    const upstream = startUpstream({ urls: [url(first)] });
    await once(upstream, "online");
    const online = once(upstream, "online");
    const [session] = [...first.server.sessions];
    session?.send.client.reconnect({ host: "127.0.0.1", port: String(second.port), wait: 0 });
    expect((await online)[1]).toBe(url(second));
    expect(second.server.sessions.size).toBe(1);
  });

  it("takes its time where a pool sends it away each time, and as long as the pool says", async () => {
    const reconnect = (...params: unknown[]) => ({ id: null, method: "client.reconnect", params });
    const hasty = await startRawPool({ jobs: [reconnect()] });
    const upstream = startUpstream({ urls: [url(hasty)], backOff: { first: 60, longest: 60 } });
    for (let count = 0; count < 3; count++) {
      const [, retryIn] = await once(upstream, "offline");
      expect(retryIn).toBeGreaterThanOrEqual(30);
    }
    const patient = await startRawPool({ jobs: [reconnect("127.0.0.1", hasty.port, 3.5)] });
    const other = startUpstream({ urls: [url(patient)] });
    expect((await once(other, "offline"))[1]).toBe(3_500);
  });

  it("speaks TLS to a pool that it knows the certificate of, and to no other", async () => {
    const cert = readFileSync(new URL("../certificate/cert.pem", import.meta.url));
    const key = readFileSync(new URL("../certificate/key.pem", import.meta.url));
    const { port } = await startServer({ tls: { key, cert } });
    const urls = [`stratum+ssl://localhost:${port}`];
    const [granted, where] = await once(startUpstream({ urls, tls: { ca: cert } }), "online");
    expect(granted.extranonce1).toMatch(/^[0-9a-f]{8}$/);
    expect(where).toBe(urls[0]);
    const [reason] = await once(startUpstream({ urls }), "offline");
    expect(reason.code).toBe("CONNECT_FAILED");
  });

  it("stays where client.reconnect leads astray", async () => {
    const pool = await startTinyPool();
    const upstream = startUpstream({ urls: [url(pool)] });
    await once(upstream, "online");
    const [session] = [...pool.server.sessions];
    session?.send.client.reconnect({ host: "evil.example", port: 1, wait: 0 });
    expect(await upstream.client?.mining.ping()).toBe("pong");
  });

  it("leaves a pool that has gone silent", async () => {
    const pool = await startRawPool({ answersPings: false });
    const upstream = startUpstream({ urls: [url(pool)], silence: 80 });
    await once(upstream, "online");
    const [reason] = await once(upstream, "offline");
    expect(reason.code).toBe("CLOSED");
    expect(pool.pings).toBeGreaterThan(0);
  });

  it("stays with a pool that has nothing to say but answers", async () => {
    const pool = await startRawPool({ answersPings: true });
    const upstream = startUpstream({ urls: [url(pool)], silence: 80 });
    await once(upstream, "online");
    const { client } = upstream;
    await expect.poll(() => pool.pings).toBeGreaterThan(4);
    expect(upstream.client).toBe(client);
  });

  it("refuses to submit while there is no connection", async () => {
    const upstream = new Upstream({ urls: ["stratum+tcp://127.0.0.1:1"] });
    const share = { username: "alice", jobId: "1", extranonce2: "00", ntime: "00000000", nonce: "00000000" };
    await expect(upstream.submit(share)).rejects.toMatchObject({ code: "CLOSED", executed: "no" });
  });

  it("wants a URL", () => {
    expect(() => new Upstream({ urls: [] })).toThrow("missing pool URL: expected at least one in urls");
    expect(() => new Upstream({ urls: ["http://pool.example"] })).toThrow("invalid Stratum URL");
  });
});

describe("pauses", () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [3, 1, 4_000],
    [30, 0, 30_000],
    [30, 1, 60_000],
  ])("after %i failures with chance %d: %i ms", (failures, random, pause) => {
    expect(backOff(failures, {}, random)).toBe(pause);
  });
});
