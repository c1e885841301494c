import { expect, it } from "vitest";
import { serve } from "../cli/serving.js";
import { startExample } from "./programs.js";

it("the client shows what a pool sends, and how a refusal arrives", async () => {
  const { port } = await serve("--no-miner", "--difficulty", "0.5");
  const client = startExample("client/client.ts", `stratum+tcp://127.0.0.1:${port}`, "alice.rig1");
  await client.line(/^extranonce [0-9a-f]{8}, 4 bytes are ours$/);
  await client.line(/^authorized: true$/);
  const { code, stderr, stdout } = await client.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("difficulty 0.5\n");
  expect(stdout).toMatch(/^job \d+: bits [0-9a-f]{8}, 0 branches, earlier jobs are void$/m);
  expect(stdout).toMatch(/^share refused: OTHER \(20\): ntime out of range\nclosed\n$/m);
}, 30_000);

it("the client fails with the reason where nobody is there", async () => {
  const client = startExample("client/client.ts", "stratum+tcp://127.0.0.1:1");
  const { code, stderr } = await client.ended;
  expect(code).toBe(1);
  expect(stderr).toContain("can't connect to 127.0.0.1:1");
}, 30_000);
