import { once } from "node:events";
import { describe, expect, it } from "vitest";
import type { ServerLimits } from "../../src/stratum/index.js";
import { connectRaw, startServer } from "./servers.js";

const subscribe = { id: 1, method: "mining.subscribe", params: [] };
const ask = { id: 7, method: "mining.get_transactions", params: ["1"] };

/** A server that notes when it is asked for a template's transactions, which are so many bytes. */
async function serverOfTransactions(size: number, limits: Partial<ServerLimits> = {}) {
  const asked: string[] = [];
  const transactions = ["00".repeat(size)];
  const { server, port } = await startServer({
    limits,
    handlers: {
      "mining.get_transactions": ({ jobId }) => {
        asked.push(jobId);
        return transactions;
      },
    },
  });
  return { server, port, asked, transactions };
}

const megabyte = 1_000_000;
const batch = `${JSON.stringify(Array.from({ length: 270 }, () => ask))}\n`;

describe("a batch that asks for much", () => {
  it("gets nothing before it has subscribed", async () => {
    const { port, asked } = await serverOfTransactions(megabyte);
    const miner = await connectRaw(port);
    miner.write(batch);
    const refused = { id: 7, result: null, error: [25, "Not subscribed", null] };
    expect(await miner.message()).toEqual(Array.from({ length: 270 }, () => refused));
    expect(asked).toEqual([]);
  });

  it("is answered as far as the queue goes; what is left is not executed", async () => {
    const { port, asked, transactions } = await serverOfTransactions(1_000, { queue: 100_000 });
    const miner = await connectRaw(port);
    miner.send(subscribe);
    await miner.line();
    miner.write(batch);
    const answers: { result: unknown; error: unknown }[] = JSON.parse(await miner.line());
    const given = answers.filter(({ error }) => error === null);
    expect(given.length).toBe(asked.length);
    expect(given.length * 2_000).toBeGreaterThan(90_000);
    expect(given.length * 2_000).toBeLessThan(102_000);
    expect(answers.slice(given.length)).toEqual(
      Array.from({ length: 270 - given.length }, () => ({
        id: 7,
        result: null,
        error: [20, "Overloaded", null],
      })),
    );
    expect(given[0]?.result).toEqual(transactions);
  });

  it("does not stop the pool", async () => {
    const { port, asked } = await serverOfTransactions(megabyte);
    const greedy = await connectRaw(port);
    greedy.send(subscribe);
    await greedy.line();
    greedy.write(batch);
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    const other = await connectRaw(port);
    other.send(subscribe);
    expect(await other.message()).toMatchObject({ id: 1, error: null });
    expect(asked).toEqual(["1"]);
  });

  it("of nothing but rubbish counts as a line of rubbish", async () => {
    const { port } = await startServer({ limits: { malformed: 2 } });
    const miner = await connectRaw(port);
    miner.write("[1,2]\n[3]\n[4]\n");
    await miner.closed();
    expect(miner.lines).toHaveLength(3);
  });
});

describe("lines that ask for much", () => {
  it("end the session of a miner that does not read the answers", async () => {
    const { server, port, asked } = await serverOfTransactions(megabyte);
    const miner = await connectRaw(port);
    miner.send(subscribe);
    await miner.line();
    miner.socket.pause();
    const closed = once(server, "close");
    miner.send(...Array.from({ length: 270 }, () => ask));
    expect((await closed)[1]).toMatchObject({ code: "OVERLOADED" });
    expect(asked.length).toBeLessThan(30);
  });
});

describe("mining.get_transactions", () => {
  it("is for subscribers", async () => {
    const { port, transactions } = await serverOfTransactions(1);
    const miner = await connectRaw(port);
    miner.send(ask);
    expect((await miner.message()).error).toEqual([25, "Not subscribed", null]);
    miner.send(subscribe, ask);
    await miner.line();
    expect((await miner.message()).result).toEqual(transactions);
  });
});
