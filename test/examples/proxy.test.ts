import { expect, it } from "vitest";
import { run, start } from "../cli/command.js";
import { serve } from "../cli/serving.js";
import { portOf, startExample } from "./programs.js";

it("the proxy has two miners work over one connection, and keeps them while the pool is away", async () => {
  const pool = await serve("--no-miner");
  const proxy = startExample("proxy/proxy.ts", "0", `stratum+tcp://127.0.0.1:${pool.port}`);
  const url = `stratum+tcp://127.0.0.1:${await portOf(proxy)}`;
  await proxy.line(/^mining on .*; the pool's extranonce is [0-9a-f]{8}, version mask 1fffe000$/);

  const miners = ["alice.rig1", "bob.rig1"].map((user) => start(["mine", url, "--user", user, "--json"]));
  await proxy.line(/^alice\.rig1: accepted$/);
  await proxy.line(/^bob\.rig1: accepted$/);
  await pool.event({ event: "share", accepted: true });
  expect(pool.lines.filter((line) => line.includes('"action":"ready"'))).toHaveLength(1);
  expect((await run(["call", url, "mining.get_version"])).stdout).toBe('"example-proxy/1.0"\n');

  pool.child.kill("SIGINT");
  await proxy.line(/^no pool \(.*\), retrying in \d+ ms; miners stay connected$/);
  const again = await serve("--no-miner", "--port", String(pool.port));
  await proxy.line(/^mining on /);
  for (const miner of ["alice", "bob"]) await proxy.line(new RegExp(`^${miner}\\.rig1: accepted$`));
  expect(again.lines.filter((line) => line.includes('"action":"ready"'))).toHaveLength(1);

  for (const { child, ended } of miners) {
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 0 });
  }
  proxy.child.kill("SIGTERM");
  expect(await proxy.ended).toMatchObject({ code: 0, stderr: "" });
}, 60_000);
