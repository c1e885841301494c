import { describe, expect, it } from "vitest";
import { run, start } from "./command.js";
import { serveFlags } from "./serving.js";

/** Mines one share on a `stratum serve` and reports to it. @returns What each said on stderr. */
async function session(DEBUG: string) {
  const env = { DEBUG };
  const pool = start(serveFlags("--json", "--no-miner", "--rpc-password", "hunter2"), { env });
  const { port, rpcPort } = await pool.event({ event: "listening" });
  const miner = await run(["mine", `stratum+tcp://alice:hunter3@127.0.0.1:${port}`, "--shares", "1"], {
    env,
  });
  const url = `tcp://127.0.0.1:${rpcPort}`;
  const caller = await run(["call", url, "mining.alert", "hello", "--password", "hunter2"], { env });
  expect(miner.code).toBe(0);
  expect(caller).toMatchObject({ code: 0, stdout: expect.stringContaining("true") });
  pool.child.kill("SIGINT");
  const { stderr } = await pool.ended;
  return { pool: stderr, miner: miner.stderr, caller: caller.stderr };
}

describe("DEBUG", () => {
  it("=stratum,jsonrpc shows every message, at both ends, and no password", async () => {
    const { pool, miner, caller } = await session("stratum,jsonrpc");
    for (const [text, came, went] of [
      [pool, ">", "<"],
      [miner, "<", ">"],
    ] as const) {
      expect(text).toMatch(
        new RegExp(`jsonrpc 127\\.0\\.0\\.1:\\d+ ${came} {"id":\\d+,"method":"mining\\.subscribe"`),
      );
      expect(text).toMatch(
        new RegExp(`${came} {"id":\\d+,"method":"mining\\.authorize","params":\\["alice","\\*\\*\\*"\\]}`),
      );
      expect(text).toMatch(new RegExp(`${went} {"id":null,"method":"mining\\.notify"`));
      expect(text).toMatch(new RegExp(`${came} {"id":\\d+,"method":"mining\\.submit"`));
      expect(text).toMatch(new RegExp(`${went} {"id":\\d+,"result":true,"error":null}`));
    }
    expect(pool).toContain('"method":"getblocktemplate"');
    for (const text of [pool, caller]) {
      expect(text).toContain('"method":"rpc.authenticate","params":["***"]');
      expect(text).toContain('"method":"mining.alert","params":["hello"]');
    }
    expect(pool + miner + caller).not.toMatch(/hunter|aHVudGVyMg|c3RyYXR1bTpodW50ZXIy/);
  });

  it("=stratum shows what happens, without the messages", async () => {
    const { pool } = await session("stratum");
    expect(pool).toMatch(/stratum .*listens on 127\.0\.0\.1:\d+/);
    expect(pool).not.toContain("mining.");
  });

  it("shows nothing where it is not set", async () => {
    expect(await session("")).toEqual({ pool: "", miner: "", caller: "" });
  });
});
