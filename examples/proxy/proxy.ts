/**
 * A proxy: many miners over one connection to a pool. It logs every share and limits the number of sessions.
 *
 *     npx jiti examples/proxy/proxy.ts 3334 stratum+tcp://127.0.0.1:3333 stratum+tcp://backup.example:3333
 */
import { StratumProxy } from "stratum";

const [port = "3334", ...urls] = process.argv.slice(2);

const proxy = new StratumProxy({
  // The first pool is preferred; the others are fallbacks. Without a username, each miner is authorized at the
  // pool with its own.
  upstream: { urls, backOff: { first: 500, longest: 30_000 } },

  // Handlers replace those of the proxy.
  handlers: { "mining.get_version": () => "example-proxy/1.0" },
  limits: { sessions: 10_000 },
});

proxy.on("online", (granted, url) => {
  console.log(
    `mining on ${url}; the pool's extranonce is ${granted.extranonce1}, version mask ${granted.versionMask.toString(16)}`,
  );
});
proxy.on("offline", (reason, retryIn) =>
  console.log(`no pool (${reason.message}), retrying in ${retryIn} ms; miners stay connected`),
);
proxy.on("share", ({ worker, accepted, reason }) => {
  console.log(`${worker}: ${accepted ? "accepted" : `refused, ${reason?.message}`}`);
});

// Prints each miner's statistics every ten seconds.
const report = setInterval(() => {
  for (const { workers, accepted, refused, hashrate } of proxy.miners()) {
    console.log(
      `${workers.join(", ")}: ${accepted} accepted, ${refused} refused, ${Math.round(hashrate)} H/s`,
    );
  }
}, 10_000);

const address = await proxy.listen({ port: Number(port) });
console.log(`miners: stratum+tcp://127.0.0.1:${address.port}`);

process.once("SIGTERM", async () => {
  clearInterval(report);
  await proxy.close();
});
