import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { StratumServer, Upstream } from "../../src/stratum/index.js";
import { patient } from "./servers.js";

const share = {
  username: "alice",
  jobId: "1",
  extranonce2: "00000000",
  ntime: "00000000",
  nonce: "00000000",
};

/** A pool that hangs up on the first share, and takes those that follow. */
async function startPool(port = 0, instance = { id: 0, bits: 0 }) {
  const nonces: string[] = [];
  const server = new StratumServer({
    extranonce: { instance },
    limits: patient,
    handlers: {
      "mining.authorize": () => true,
      "mining.submit": ({ nonce }, { session }) => {
        nonces.push(nonce);
        if (nonces.length > 1) return true;
        session.close();
        return new Promise(() => {});
      },
    },
  });
  const address = await server.listen({ port });
  onTestFinished(() => server.close());
  return { server, nonces, port: address.port };
}

async function logIn(port: number): Promise<Upstream> {
  const url = `stratum+tcp://127.0.0.1:${port}`;
  const upstream = new Upstream({ urls: [url], username: "alice", backOff: { first: 50, longest: 100 } });
  onTestFinished(() => upstream.stop());
  upstream.start();
  await once(upstream, "online");
  return upstream;
}

describe("a share that got no answer because the connection was lost", () => {
  it("is sent again where the session is resumed", async () => {
    const pool = await startPool();
    const upstream = await logIn(pool.port);
    expect(await upstream.submit(share)).toBe(true);
    expect(pool.nonces).toEqual(["00000000", "00000000"]);
  });

  it("fails where the extranonce is another one: it would be worthless", async () => {
    const pool = await startPool();
    const upstream = await logIn(pool.port);
    const lost = upstream.submit(share);
    lost.catch(() => {});
    await once(upstream, "offline");
    await pool.server.close();
    const other = await startPool(pool.port, { id: 1, bits: 1 });
    await expect(lost).rejects.toMatchObject({ code: "CLOSED" });
    expect(other.nonces).toEqual([]);
  });

  it("fails when nobody waits for the pool any more", async () => {
    const pool = await startPool();
    const upstream = await logIn(pool.port);
    const lost = upstream.submit(share);
    lost.catch(() => {});
    await once(upstream, "offline");
    await upstream.stop();
    await expect(lost).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("fails where the pool refused it", async () => {
    const pool = await startPool();
    pool.nonces.push("before");
    const upstream = await logIn(pool.port);
    await expect(upstream.submit({ ...share, username: "mallory" })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });
});
