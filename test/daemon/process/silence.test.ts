import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { freePort } from "../../free-port.js";
import { regtest, temporaryFolder } from "./regtest.js";

it("a program that runs and never answers is stopped, and told", async () => {
  const path = join(await temporaryFolder(), "silent");
  await writeFile(path, "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
  const port = await freePort();
  const daemon = await regtest({ path, rpc: { port }, startDeadline: 300, restart: true });
  const exit = once(daemon, "exit");
  await expect(daemon.start()).rejects.toMatchObject({
    code: "TIMEOUT",
    executed: "no",
    message: `${path} did not answer at 127.0.0.1:${port} within 300 ms and was stopped`,
  });
  expect(await exit).toMatchObject([{ reason: "killed", signal: "SIGTERM" }]);
  expect(daemon.pid).toBeUndefined();
});
