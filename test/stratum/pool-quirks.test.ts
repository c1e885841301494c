import { describe, expect, it } from "vitest";
import { StratumClient } from "../../src/stratum/index.js";
import { answerQuirks, type PoolQuirk, poolQuirks } from "../../src/stratum/quirks/pools.js";
import { memoryPair } from "../../src/transport/memory.js";

/** A client, and the other end of its connection as a function that sends a line and waits until it was read. */
function joined(quirks: Partial<Record<PoolQuirk, boolean>> = {}) {
  const [mine, pool] = memoryPair();
  const client = StratumClient.over(mine, { quirks });
  const sent: { id: number; method: string }[] = [];
  pool.open({ message: (text) => sent.push(JSON.parse(text)), closed: () => {} });
  return { client, pool, sent };
}

async function taken(line: string, quirks: Partial<Record<PoolQuirk, boolean>>): Promise<string[]> {
  const { client, pool, sent } = joined(quirks);
  const events: string[] = [];
  for (const name of ["mining.notify", "mining.set_difficulty", "mining.set_version_mask"] as const)
    client.on(name, () => events.push(name));
  pool.send(line);
  pool.send('{"id":99,"method":"mining.ping","params":[]}');
  await expect.poll(() => sent.length).toBeGreaterThan(0);
  client.close();
  return events;
}

describe.each(Object.entries(poolQuirks))("%s", (name, { example }) => {
  it("is taken, and passed over where it is switched off", async () => {
    expect(await taken(example, {})).toHaveLength(1);
    expect(await taken(example, { [name]: false })).toEqual([]);
  });
});

const answers = Object.entries(answerQuirks).flatMap(([name, { example, methods }]) =>
  methods.map((method) => ({ name, example, method })),
);

describe.each(answers)("$name of $method", ({ name, example, method }) => {
  async function answered(quirks: Partial<Record<PoolQuirk, boolean>>) {
    const { client, pool, sent } = joined(quirks);
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      "mining.subscribe": () => client.mining.subscribe(),
      "mining.authorize": () => client.mining.authorize({ username: "alice" }),
      "mining.submit": () =>
        client.mining.submit({
          username: "alice",
          jobId: "1",
          extranonce2: "00",
          ntime: "504e86b9",
          nonce: "00000000",
        }),
      "mining.get_transactions": () => client.mining.getTransactions({ jobId: "1" }),
    };
    const call = calls[method]?.() ?? Promise.reject(new Error(`${method} is not called here`));
    await expect.poll(() => sent.length).toBe(1);
    pool.send(JSON.stringify({ id: sent[0]?.id, result: example, error: null }));
    return call.then(
      (result) => ({ result }),
      (error) => ({ code: error.code, message: error.message }),
    );
  }

  it("is taken, and refused where it is switched off", async () => {
    const expected = {
      "flat-subscriptions": {
        result: {
          subscriptions: [Array.isArray(example) ? example[0] : []],
          extranonce1: "08000002",
          extranonce2Size: 4,
        },
      },
      "text-answers": { code: "OTHER", message: "Initialising" },
      "counted-transactions": { result: [] },
      "null-authorizations": { result: true },
    }[name];
    expect(await answered({})).toEqual(expected);
    expect(await answered({ [name]: false })).toMatchObject({ code: "INVALID_RESULT" });
  });
});
