import { expect, it } from "vitest";
import { run, start } from "../cli/command.js";
import { portOf, startExample } from "./programs.js";

it("the pool of one's own takes shares for an account, finds blocks and refuses strangers", async () => {
  const pool = startExample("pool/pool.ts", "0");
  await pool.line(/^job 1 for block 1$/);
  const url = `stratum+tcp://127.0.0.1:${await portOf(pool)}`;
  const miner = start(["mine", url, "--user", "alice.rig1", "--json"]);
  await pool.line(/ mines as alice\.rig1 since /);
  await pool.line(/^alice\.rig1: share of difficulty \S+, 1 so far$/);
  await miner.event({ event: "share", accepted: true });
  await pool.line(/^BLOCK found by alice\.rig1$/);
  await pool.line(/^job 2 for block 2$/);

  const stranger = await run(["mine", url, "--user", "mallory"]);
  expect(stranger).toMatchObject({
    code: 1,
    stderr: 'stratum mine: the pool rejected the worker "mallory"\n',
  });

  miner.child.kill("SIGINT");
  await miner.ended;
  pool.child.kill("SIGTERM");
  expect(await pool.ended).toMatchObject({ code: 0, stderr: "" });
}, 60_000);
