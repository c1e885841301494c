import { DaemonClient } from "stratum";
import { startPool } from "./pool.js";

const { HOST: host = "127.0.0.1", PORT: port = "3333", DAEMON_URL: url, ADDRESS: address } = process.env;
const difficulty = Number(process.env.DIFFICULTY ?? (url ? 1024 : 0.00005));

const upstream = await connectDaemon();
const { pool, ...server } = await startPool({ host, port: Number(port), difficulty, ...upstream });

pool.on("job", ({ height }) => console.log(`job for block ${height}`));
pool.on("share", ({ worker, accepted, reason }) =>
  console.log(`share from ${worker}: ${accepted ? "accepted" : `rejected, ${reason?.message}`}`),
);
pool.on("block", ({ height, hash, worker, verdict }) =>
  console.log(`block ${height} found by ${worker}: ${hash} ${verdict ?? "accepted"}`),
);
pool.on("unsubmitted", ({ height, error }) => console.error(`block ${height}: ${error.message}`));
pool.on("warning", (error) => console.error(String(error)));
console.log(`listening on ${server.url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await server.close();
    await upstream.close();
  });

async function connectDaemon() {
  if (!url) {
    console.log("DAEMON_URL is not set: using a development chain in memory");
    return (await import("./dev-daemon.js")).startDevDaemon();
  }
  if (!address) throw new Error("ADDRESS is not set: set it to the address that rewards go to");
  const daemon = new DaemonClient({ url });
  return { daemon, address, close: () => daemon.close() };
}
