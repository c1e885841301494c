import { describe, expect, it } from "vitest";
import { negotiate } from "../../src/stratum/index.js";
import { connectRaw, startServer } from "./servers.js";

const grants = { versionMask: 0x1fffe000, extranonce: true };

describe("mining.configure", () => {
  it.each([
    ["a mask that the pool has all of", { "version-rolling.mask": "1fffe000" }, "1fffe000"],
    ["a mask of which the pool has a part", { "version-rolling.mask": "00c00000" }, "00c00000"],
    ["a mask in capitals", { "version-rolling.mask": "FFFFFFFF" }, "1fffe000"],
    ["no mask", {}, "1fffe000"],
    [
      "no minimum, a number, a text, a negative one",
      { "version-rolling.mask": "ffffffff", "version-rolling.min-bit-count": -3 },
      "1fffe000",
    ],
    ["a minimum as text", { "version-rolling.min-bit-count": "02" }, "1fffe000"],
  ])("grants %s", (_name, parameters, mask) => {
    const { answer, versionMask } = negotiate({ extensions: ["version-rolling"], parameters }, grants);
    expect(answer).toEqual({ "version-rolling": true, "version-rolling.mask": mask });
    expect(versionMask).toBe(Number.parseInt(mask, 16));
  });

  it("refuses where nothing is left of the mask", () => {
    const asked = { extensions: ["version-rolling"], parameters: { "version-rolling.mask": "00000001" } };
    expect(negotiate(asked, grants).answer).toEqual({ "version-rolling": false });
    expect(negotiate({ extensions: ["version-rolling"] }, { ...grants, versionMask: 0 }).answer).toEqual({
      "version-rolling": false,
    });
  });

  it("answers only what was asked", () => {
    expect(negotiate({ extensions: [] }, grants).answer).toEqual({});
    expect(negotiate({ extensions: ["unheard-of"] }, grants).answer).toEqual({});
    expect(
      negotiate(
        {
          extensions: ["minimum-difficulty", "subscribe-extranonce", "info"],
          parameters: { "minimum-difficulty.value": 64 },
        },
        grants,
      ),
    ).toEqual({
      answer: { "minimum-difficulty": true, "subscribe-extranonce": true, info: true },
      extranonce: true,
      minimumDifficulty: 64,
    });
  });

  it("is the next line, before the subscription, and is remembered by the session", async () => {
    const { server, port } = await startServer();
    const miner = await connectRaw(port);
    miner.send({
      id: 1,
      method: "mining.configure",
      params: [["version-rolling", "subscribe-extranonce"], { "version-rolling.mask": "00ffe000" }],
    });
    expect(await miner.line()).toBe(
      '{"id":1,"result":{"version-rolling":true,"version-rolling.mask":"00ffe000","subscribe-extranonce":true},"error":null}',
    );
    const [session] = [...server.sessions];
    expect(session).toMatchObject({ versionMask: 0x00ffe000, takesExtranonce: true });
  });

  it("is one of several ways to tell the difficulty wished for", async () => {
    const { server, port } = await startServer();
    const suggested: unknown[] = [];
    server.on("suggested", (session) => suggested.push(session.suggestedDifficulty));
    const miner = await connectRaw(port);
    miner.send(
      {
        id: 1,
        method: "mining.configure",
        params: [["minimum-difficulty"], { "minimum-difficulty.value": 32 }],
      },
      { id: null, method: "mining.suggest_target", params: [`00000000ffff${"0".repeat(52)}`] },
      { id: null, method: "mining.suggest_target", params: ["0".repeat(64)] },
      { id: 5, method: "mining.suggest_difficulty", params: [1000] },
      {
        id: null,
        method: "mining.capabilities",
        params: [{ suggested_target: `0000000000ffff${"0".repeat(50)}` }],
      },
      { id: 6, method: "mining.ping", params: [] },
    );
    expect((await miner.message()).id).toBe(1);
    expect(await miner.line()).toBe('{"id":5,"result":true,"error":null}');
    expect((await miner.message()).id).toBe(6);
    expect(suggested).toEqual([32, 1, 1000, 256]);
  });
});
