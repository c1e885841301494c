import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { StratumClient } from "../../src/stratum/index.js";
import { connectRaw, startServer } from "./servers.js";

const handshake = [
  '{"id":"s","method":"mining.subscribe","params":[]}\n',
  '{"id":"a","method":"mining.authorize","params":["alice","x"]}\n',
].join("");

const methods = [
  "mining.subscribe",
  "mining.authorize",
  "mining.submit",
  "mining.configure",
  "mining.notify",
];

/** Lines that go wrong somewhere between the socket and a handler. */
const line = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.json(),
  fc
    .record({
      id: fc.jsonValue(),
      method: fc.oneof(fc.constantFrom(...methods, "pong"), fc.string()),
      params: fc.jsonValue(),
    })
    .map((message) => JSON.stringify(message)),
  fc
    .record({ id: fc.oneof(fc.nat(5), fc.string()), result: fc.jsonValue(), error: fc.jsonValue() })
    .map((message) => JSON.stringify(message)),
  fc
    .array(fc.record({ id: fc.nat(), method: fc.constantFrom(...methods) }))
    .map((batch) => JSON.stringify(batch)),
);

const bytes = fc
  .array(
    fc.oneof(
      line.map((text) => Buffer.from(`${text}\n`)),
      fc.uint8Array().map((raw) => Buffer.from(raw)),
    ),
  )
  .map((pieces) => Buffer.concat(pieces));

/** Where a stream is cut into segments. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

function segments(stream: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => Math.floor(place * stream.length)), stream.length].sort(
    (a, b) => a - b,
  );
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
}

/** Each segment is a write of its own; the last one ends the stream. */
async function send(socket: Socket, parts: readonly Buffer[]): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) return;
    await new Promise<void>((resolve) => socket.write(part, () => resolve()));
  }
  socket.end();
}

describe("a server", () => {
  it("hears the same calls wherever the stream is cut", async () => {
    const heard: unknown[] = [];
    const { port } = await startServer({
      handlers: {
        "mining.submit": (share) => {
          heard.push(share);
          return true;
        },
      },
    });
    const text = fc.string({ minLength: 1, unit: "grapheme" }).filter((given) => given.trim() === given);
    const hex = (digits: number) =>
      fc.nat(2 ** (4 * digits) - 1).map((n) => n.toString(16).padStart(digits, "0"));
    const share = fc.record({
      username: fc.constant("alice"),
      jobId: text,
      extranonce2: hex(8),
      ntime: hex(8),
      nonce: hex(8),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(share, { maxLength: 20 }), cuts, async (shares, places) => {
        heard.length = 0;
        const lines = shares.map(({ username, jobId, extranonce2, ntime, nonce }, id) =>
          JSON.stringify({
            id,
            method: "mining.submit",
            params: [username, jobId, extranonce2, ntime, nonce],
          }),
        );
        const socket = connect(port, "127.0.0.1");
        const closed = once(socket.resume(), "close");
        await send(
          socket,
          segments(Buffer.from(handshake + lines.map((one) => `${one}\n`).join("")), places),
        );
        await closed;
        expect(heard).toEqual(shares);
      }),
      { numRuns: 50 },
    );
  });

  it("survives any bytes, and goes on answering others", async () => {
    const { port, server } = await startServer();
    const failures: unknown[] = [];
    server.on("failed", (error) => failures.push(error));
    await fc.assert(
      fc.asyncProperty(bytes, cuts, fc.boolean(), async (rubbish, places, shakesHands) => {
        const stream = Buffer.concat([Buffer.from(shakesHands ? handshake : ""), rubbish]);
        const socket = connect(port, "127.0.0.1").on("error", () => {});
        const closed = once(socket.resume(), "close");
        await send(socket, segments(stream, places));
        await closed;
      }),
      { numRuns: 200 },
    );
    const miner = await connectRaw(port);
    miner.send({ id: 1, method: "mining.subscribe", params: [] });
    expect(await miner.message()).toMatchObject({ id: 1, error: null });
    expect(failures).toEqual([]);
    await expect.poll(() => server.sessions.size).toBe(1);
  });
});

describe("a client", () => {
  it("survives any bytes: a call is answered, or fails with an error of ours", async () => {
    let stream: readonly Buffer[] = [];
    const pool = createServer((socket) => {
      socket.on("error", () => {});
      socket.resume();
      void send(socket, stream);
    });
    pool.listen(0, "127.0.0.1");
    await once(pool, "listening");
    onTestFinished(() => void pool.close());
    const address = pool.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await fc.assert(
      fc.asyncProperty(bytes, cuts, async (given, places) => {
        stream = segments(given, places);
        const client = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
        const closed = once(client, "close");
        const outcome = await client.mining.subscribe({}, { deadline: 5_000 }).catch((error) => error.name);
        expect(typeof outcome === "object" || outcome === "RpcError").toBe(true);
        await closed;
      }),
      { numRuns: 200 },
    );
  });
});
