import { describe, expect, it } from "vitest";
import { startFrontedDaemon } from "../pool/fronted-daemon.js";
import { run, start } from "./command.js";
import { serve, serveFlags } from "./serving.js";

describe("stratum serve --daemon", () => {
  it("pays to the address that it is given, and says the daemon's URL without the password", async () => {
    const { url, client } = await startFrontedDaemon();
    const payout = "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202";
    const running = start(serveFlags("--json", "--daemon", url, "--address", payout));
    expect(await running.event({ event: "listening" })).toMatchObject({
      address: payout,
      daemon: url.replace("pool:secret@", "").concat("/"),
    });
    const { hash } = await running.event({ event: "block" });
    const block = await client.rpc.getblock({ blockhash: String(hash), verbosity: 2 });
    expect(JSON.stringify(block)).toContain(payout);
    expect(running.lines.join()).not.toContain("secret");
  });

  it("waits for a daemon that is not there yet", async () => {
    const { url, intercept } = await startFrontedDaemon();
    intercept(({ method }) =>
      method === "getblocktemplate" ? { error: { code: -28, message: "Loading block index..." } } : undefined,
    );
    const running = start(serveFlags("--json", "--no-miner", "--daemon", url));
    expect(await running.event({ event: "waiting" })).toMatchObject({
      reason: expect.stringContaining("Loading block index..."),
    });
    intercept(() => undefined);
    await running.event({ event: "listening" });
    expect(running.lines.filter((line) => line.includes("waiting"))).toHaveLength(1);
  });

  it("goes on when its daemon gives half a template", async () => {
    const { url, intercept, mine } = await startFrontedDaemon();
    const running = await serve("--no-miner", "--daemon", url);
    intercept(({ method }) => (method === "getblocktemplate" ? { result: { height: 2 } } : undefined));
    await mine();
    expect(await running.event({ event: "error" })).toMatchObject({
      message: expect.stringMatching(/^getblocktemplate: .* is missing/),
    });
    intercept(() => undefined);
    await running.event({ event: "job", height: 2 });
  });

  it.each([
    ["a wrong password", ":wrong@", /refuses the credentials/],
    ["no password", "@", /refuses the credentials/],
  ])("gives up on %s", async (_what, credentials, words) => {
    const { url } = await startFrontedDaemon();
    const ended = await run(serveFlags("--daemon", url.replace(":secret@", credentials)));
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toMatch(/^stratum serve: [^\n]+\n$/);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
  });
});
