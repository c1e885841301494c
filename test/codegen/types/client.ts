import type { CallOptions, Protocol } from "../../../src/rpc/index.js";
import { StratumClient, type StratumClientOptions } from "../../../src/stratum/index.js";

interface Entry<Params, Result> {
  params: Params;
  result: Result;
}
interface OwnServerMethods {
  "mining.hashrate": Entry<{ worker: string }, number>;
}
interface OwnClientMethods {
  "pool.news": Entry<{ text: string }, void>;
  "pool.confirm": Entry<{ text: string }, boolean>;
}
interface OwnToServer {
  mining: { hashrate(params: { worker: string }, options?: CallOptions): Promise<number> };
}
declare const protocol: Protocol<OwnServerMethods, OwnClientMethods, OwnToServer, object>;

const connect = (options: StratumClientOptions<typeof protocol>) => {
  return StratumClient.connect("stratum+tcp://localhost:3333", options);
};

/** The stubs of Stratum. */
const client = await StratumClient.connect("stratum+tcp://localhost:3333");
const { extranonce1, extranonce2Size, subscriptions } = await client.mining.subscribe();
await client.mining.subscribe({ userAgent: extranonce1 }, { deadline: extranonce2Size });
subscriptions.map(([method, id]) => method + id);
const granted: boolean = await client.mining.authorize({ username: "a" });
client.mining.suggestDifficulty({ difficulty: granted ? 1 : 2 });
client.on("mining.notify", (job) => job.merkleBranch.concat(job.cleanJobs ? job.jobId : []));
client.on("mining.set_difficulty", ({ difficulty }) => difficulty.toFixed());
client.on("close", (error) => error?.code === "CLOSED");

// @ts-expect-error Property 'jobId' is missing in type
await client.mining.getTransactions({});
// @ts-expect-error Type 'number' is not assignable to type 'string'
await client.mining.authorize({ username: 5 });
// @ts-expect-error 'user' does not exist in type 'MiningAuthorizeParams'
await client.mining.authorize({ username: "a", user: "b" });
// @ts-expect-error Type 'boolean' is not assignable to type 'string'
const text: string = await client.mining.authorize({ username: "a" });
// @ts-expect-error Property 'hashrate' does not exist on type
await client.mining.hashrate({ worker: text });
// @ts-expect-error Property 'notify' does not exist on type
client.mining.notify({ jobId: "1" });
// @ts-expect-error Property 'nBits' does not exist on type 'MiningNotifyParams'
client.on("mining.notify", (job) => job.nBits);
// @ts-expect-error Argument of type '"mining.notfy"' is not assignable
client.on("mining.notfy", () => {});
// @ts-expect-error Argument of type '"client.get_version"' is not assignable
client.on("client.get_version", () => {});

/** The stubs, events and handlers of a protocol of one's own, beside those of Stratum. */
const own = await connect({
  protocol,
  handlers: { "pool.confirm": ({ text }) => text !== "", "client.get_version": () => "mine/1" },
});
const rate: number = await own.mining.hashrate({ worker: "alice.rig1" });
await own.mining.authorize({ username: rate.toFixed() });
own.on("pool.news", ({ text }) => text.trim());
own.once("mining.notify", (job) => job.jobId);

// @ts-expect-error Property 'worker' is missing in type '{}'
await own.mining.hashrate({});
// @ts-expect-error Type 'number' is not assignable to type 'string'
const fast: string = await own.mining.hashrate({ worker: "a" });
// @ts-expect-error Property 'title' does not exist on type
own.on("pool.news", ({ title }) => title + fast);
// @ts-expect-error Argument of type '"pool.confirm"' is not assignable
own.on("pool.confirm", () => {});
// @ts-expect-error Type 'string' is not assignable to type 'boolean | Promise<boolean>'
await connect({ protocol, handlers: { "pool.confirm": () => "ok" } });
