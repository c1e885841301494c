import { describe, expect, it } from "vitest";
import { describeExit, exitReason } from "../../../src/daemon/process/exit-reason.js";

/** What Litecoin 0.21 and Bitcoin Core 31 say. */
const said = {
  lock: "Error: Cannot obtain a lock on data directory /d/regtest. Litecoin Core is probably already running.",
  newerLock: "Error: Cannot obtain a lock on directory /d/regtest. Bitcoin Core is probably already running.",
  datadir: 'Error: Specified data directory "/nowhere" does not exist.',
  rpc: "Error: Unable to start HTTP server. See debug log for details.",
  peers:
    "Error: Unable to bind to 127.0.0.1:19444 on this computer. Litecoin Core is probably already running.\nError: Failed to listen on any port. Use -listen=0 if you want this.",
  argument: "Error: Error parsing command line arguments: Invalid parameter -foo",
  other: "Segmentation fault",
};

describe("why a daemon ended", () => {
  it.each([
    ["stopped", 0, null, ""],
    ["killed", null, "SIGKILL", ""],
    ["datadir-locked", 1, null, said.lock],
    ["datadir-locked", 1, null, said.newerLock],
    ["datadir-missing", 1, null, said.datadir],
    ["rpc-port-taken", 1, null, said.rpc],
    ["port-taken", 1, null, said.peers],
    ["bad-argument", 1, null, said.argument],
    ["unknown", 139, null, said.other],
  ] as const)("is %s", (reason, code, signal, text) => {
    expect(exitReason(code, signal, text)).toBe(reason);
  });

  it.each([
    [
      "datadir-locked",
      [said.lock],
      `litecoind exited with code 1: ${said.lock}: another daemon uses the directory: stop it, or choose another datadir`,
    ],
    ["unknown", ["Warning: a", "b"], "litecoind exited with code 1: b"],
    ["unknown", [], "litecoind exited with code 1: last of the log"],
  ] as const)("is told in one sentence: %s", (reason, stderr, sentence) => {
    const exit = { reason, code: 1, signal: null, stderr, log: ["first", "last of the log"] };
    expect(describeExit("litecoind", exit)).toBe(sentence);
  });
});
