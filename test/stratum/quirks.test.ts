import { describe, expect, it } from "vitest";
import { StratumServer } from "../../src/stratum/index.js";
import { type MinerQuirk, minerQuirks } from "../../src/stratum/quirks/miners.js";
import type { Leniency } from "../../src/stratum/quirks/reader.js";
import { memoryPair } from "../../src/transport/memory.js";

const entries = Object.entries(minerQuirks).filter(
  (entry): entry is [MinerQuirk, (typeof minerQuirks)[MinerQuirk]] => entry[0] in minerQuirks,
);

const subscribe = '{"id":101,"method":"mining.subscribe","params":["test/1.0"]}';
const authorize = '{"id":102,"method":"mining.authorize","params":["alice","x"]}';

/** A miner that sends these lines to a server; what that handled and what it answered. */
async function exchange(lines: string[], leniency: Leniency<MinerQuirk>) {
  const handled: string[] = [];
  const answers: string[] = [];
  const server = new StratumServer({
    ...leniency,
    handlers: { "mining.authorize": () => true, "mining.submit": () => true },
    interceptors: [
      ({ method }, next) => {
        handled.push(method.name);
        return next();
      },
    ],
  });
  const [miner, pool] = memoryPair();
  const lastAnswer = new Promise<void>((resolve) => {
    miner.open({
      message: (text) => (text.includes('"id":999') ? resolve() : answers.push(text)),
      closed: () => resolve(),
    });
  });
  server.attach(pool);
  for (const line of lines) miner.send(line);
  miner.send('{"id":999,"method":"mining.nothing","params":[]}');
  await lastAnswer;
  await server.close();
  return { handled, answers };
}

describe.each(entries)("%s", (name, { example }) => {
  const needsWorker = example.includes("mining.submit");
  const lines = [...(needsWorker ? [subscribe, authorize] : []), example];

  it("has an example that is a message, or several", () => {
    expect(example).toMatch(/"method":"/);
  });

  // What answers a ping shows only where a ping was sent: test/stratum/limits.test.ts.
  if (name === "pong-calls") return;

  it("is taken", async () => {
    const { answers } = await exchange(lines, {});
    expect(answers.filter((answer) => !answer.includes('"error":null'))).toEqual([]);
  });

  it.each([{ quirks: { [name]: false } }, { strict: true }])("is refused with %j", async (leniency) => {
    const taken = await exchange(lines, {});
    const refused = await exchange(lines, leniency);
    expect(taken.handled.length).toBeGreaterThan(refused.handled.length);
    expect(refused.handled).toEqual(taken.handled.slice(0, refused.handled.length));
  });
});
