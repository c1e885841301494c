import { createProxy } from "./proxy.js";

const {
  HOST: host = "127.0.0.1",
  PORT: port = "3334",
  POOL_USER: username,
  POOL_PASSWORD: password,
} = process.env;
const urls = (process.env.POOL_URLS ?? "stratum+tcp://127.0.0.1:3333").trim().split(/\s+/);

const proxy = createProxy({ urls, username, password });
proxy.on("online", (_granted, url) => console.log(`connected to ${url}`));
proxy.on("offline", ({ message }, retryIn) =>
  console.error(`no pool: ${message}; next attempt in ${retryIn} ms`),
);
proxy.on("share", ({ worker, accepted, reason }) =>
  console.log(`share from ${worker}: ${accepted ? "accepted" : `rejected, ${reason?.message}`}`),
);
const listening = await proxy.listen({ host, port: Number(port) });
console.log(`listening on stratum+tcp://${listening.host}:${listening.port}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => proxy.close());
