import type { Caller, CallOptions, Method, Protocol } from "../../../src/rpc/index.js";
import { StratumServer } from "../../../src/stratum/index.js";

/** What the generator makes of a method of one's own, one that may be left out, and a notification. */
interface Entry<Params, Result> {
  params: Params;
  result: Result;
}
interface OwnServerMethods {
  "mining.hashrate": Entry<{ worker: string }, number>;
  "pool.motd"?: Entry<Record<never, never>, string>;
}
interface OwnClientMethods {
  "pool.news": Entry<{ text: string }, void>;
}
interface OwnToServer {
  mining: { hashrate(params: { worker: string }, options?: CallOptions): Promise<number> };
}
interface OwnToClient {
  pool: { news(params: { text: string }): void };
}
declare const protocol: Protocol<OwnServerMethods, OwnClientMethods, OwnToServer, OwnToClient>;

const core = { "mining.authorize": () => true, "mining.submit": () => true };

/** All that must be there. */
new StratumServer({ handlers: core });
new StratumServer({ handlers: { ...core, "mining.get_transactions": () => [] } });
new StratumServer({ handlers: { ...core, "mining.submit": async () => false } });
new StratumServer({
  handlers: {
    "mining.authorize": ({ username, password }, { session, signal }) => {
      return username !== "" && password !== "x" && session.workers.size < 9 && !signal.aborted;
    },
    "mining.submit": ({ jobId, versionBits }, { session }) =>
      session.job(jobId) !== undefined && versionBits !== "0",
  },
});

// @ts-expect-error Property '"mining.submit"' is missing
new StratumServer({ handlers: { "mining.authorize": () => true } });

// @ts-expect-error Type 'string' is not assignable to type 'boolean | Promise<boolean>'
new StratumServer({ handlers: { ...core, "mining.submit": () => "yes" } });

// @ts-expect-error Type 'Promise<number>' is not assignable to type 'boolean | Promise<boolean>'
new StratumServer({ handlers: { ...core, "mining.submit": async () => 1 } });

// @ts-expect-error "mining.sumbit"' does not exist in type
new StratumServer({ handlers: { ...core, "mining.sumbit": () => true } });

// @ts-expect-error "mining.notify"' does not exist in type
new StratumServer({ handlers: { ...core, "mining.notify": () => {} } });

// @ts-expect-error Property 'worker' does not exist on type 'MiningSubmitParams'
new StratumServer({ handlers: { ...core, "mining.submit": ({ worker }) => worker } });

/** With a protocol of one's own: its methods are added to those of Stratum. */
const server = new StratumServer({
  protocol,
  handlers: { ...core, "mining.hashrate": ({ worker }, { session }) => worker.length + session.difficulty },
});
server.broadcast.pool.news({ text: "up" });
server.broadcast.mining.setDifficulty({ difficulty: 8 });
server.on("ready", (session) => {
  session.send.pool.news({ text: "welcome" });
  session.send.mining.setDifficulty({ difficulty: session.difficulty });
  // @ts-expect-error Type 'number' is not assignable to type 'string'
  session.send.pool.news({ text: 5 });
  // @ts-expect-error Property 'hashrate' does not exist on type
  session.send.mining.hashrate({ worker: "a" });
});
new StratumServer({
  protocol,
  handlers: { ...core, "mining.hashrate": async () => 5, "pool.motd": () => "hi" },
});

// @ts-expect-error Property '"mining.hashrate"' is missing
new StratumServer({ protocol, handlers: core });

// @ts-expect-error Type 'string' is not assignable to type 'number | Promise<number>'
new StratumServer({ protocol, handlers: { ...core, "mining.hashrate": () => "fast" } });

// @ts-expect-error Type 'number' is not assignable to type 'string | Promise<string>'
new StratumServer({ protocol, handlers: { ...core, "mining.hashrate": () => 1, "pool.motd": () => 5 } });

// @ts-expect-error "mining.hashrate"' does not exist in type
new StratumServer({ handlers: { ...core, "mining.hashrate": () => 5 } });

/** What the owner keeps with each session has the type of what makes it. */
const withData = new StratumServer({ handlers: core, data: () => ({ shares: 0 }) });
withData.on("session", (session) => {
  session.data.shares += 1;
  // @ts-expect-error Type 'string' is not assignable to type 'number'
  session.data.shares = "many";
});

/** Descriptors carry their types to whoever calls by them. */
declare const caller: Caller;
declare const hashrate: Method<{ worker: string }, number>;
declare const news: Method<{ text: string }, void>;
caller.call(hashrate, { worker: "a" }).then((rate) => rate.toFixed(1));
caller.notify(news, { text: "up" });
// @ts-expect-error 'worker' is missing
caller.call(hashrate, {});
// @ts-expect-error Type 'number' is not assignable to type 'void'
caller.notify(hashrate, { worker: "a" });
