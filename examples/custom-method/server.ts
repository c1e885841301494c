/**
 * A pool with a custom method, `mining.hashrate`, in addition to those of Stratum.
 *
 *     node dist/server.js 3333
 */
import { RpcError } from "stratum/rpc";
import { StratumServer } from "stratum/server";
import { protocol } from "./generated/index.js";

const [port = "3333"] = process.argv.slice(2);

/** The shares of each worker: time in milliseconds, and difficulty. */
const shares = new Map<string, { time: number; difficulty: number }[]>();

const server = new StratumServer({
  protocol,
  handlers: {
    "mining.authorize": ({ username }) => {
      if (!shares.has(username)) shares.set(username, []);
      return true;
    },

    // A real pool checks the share first: see examples/pool.
    "mining.submit": ({ username }, { session }) => {
      shares.get(username)?.push({ time: Date.now(), difficulty: session.difficulty });
      return true;
    },

    // Without this handler, or with one that returns a string, this file doesn't compile.
    "mining.hashrate": ({ worker }) => {
      const own = shares.get(worker);
      if (!own) throw new RpcError("UNAUTHORIZED", `${worker} has never been here`);
      const recent = own.filter(({ time }) => time > Date.now() - 60_000);
      return (recent.reduce((sum, { difficulty }) => sum + difficulty, 0) * 2 ** 32) / 60;
    },
  },
});

const address = await server.listen({ port: Number(port) });
console.log(`listening on port ${address.port}`);
