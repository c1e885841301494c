import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DaemonClient } from "../../../src/daemon/client.js";
import { Daemon, type DaemonOptions } from "../../../src/daemon/process/daemon.js";
import type { DaemonExit } from "../../../src/daemon/process/exit-reason.js";
import { freePort } from "../../free-port.js";
import { isWithoutLitecoind } from "../litecoind.js";
import { regtest, started, temporaryFolder } from "./regtest.js";

/** A port that something else listens to, on 127.0.0.1 only. */
async function takenPort(): Promise<number> {
  const port = await freePort();
  const server = createServer((socket) => socket.destroy()).listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return port;
}

describe.skipIf(isWithoutLitecoind)("a daemon that is started", { timeout: 60_000 }, () => {
  it("runs without a .conf file, is called by cookie, and ends when it is stopped", async () => {
    const daemon = await started();
    const { pid } = daemon;
    expect(await daemon.rpc.getblockchaininfo()).toMatchObject({ chain: "regtest", blocks: 0 });
    const exit = once(daemon, "exit");
    await daemon.stop();
    expect(await exit).toMatchObject([{ reason: "stopped", expected: true, code: 0 }]);
    expect(daemon.pid).toBeUndefined();
    expect(() => process.kill(pid ?? 0, 0)).toThrow("ESRCH");
    await expect(daemon.rpc.getblockcount({ deadline: 500 })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
    });
  });

  it("is called by user and password, which its command line does not have", async () => {
    const daemon = await started({ rpc: { port: await freePort(), user: "pool", password: "se:cret/@" } });
    expect(await daemon.rpc.getblockcount()).toBe(0);
    const stranger = new DaemonClient({ url: daemon.settings.url.replace("cret", "crat") });
    onTestFinished(() => stranger.close());
    await expect(stranger.rpc.getblockcount()).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      executed: "no",
      method: "getblockcount",
    });
  });

  it("is started once, however often it is asked for", async () => {
    const daemon = await started();
    const { pid } = daemon;
    await daemon.start();
    expect(daemon.pid).toBe(pid);
  });

  it("can be started again after it was stopped", async () => {
    const daemon = await started();
    await daemon.stop();
    await daemon.start();
    await daemon.ready();
    expect(await daemon.rpc.getblockcount()).toBe(0);
  });

  it("is taken as it is where it runs already, and can be stopped all the same", async () => {
    const first = await started();
    const { datadir, rpcPort } = first.settings;
    const second = new Daemon({ preset: "litecoin", network: "regtest", datadir, rpc: { port: rpcPort } });
    expect(await second.rpc.getblockcount()).toBe(0);
    await second.start();
    expect(second.pid).toBeUndefined();
    const exit = once(first, "exit");
    await second.stop();
    expect(await exit).toMatchObject([{ reason: "stopped", code: 0 }]);
  });

  it("is killed where it does not stop in time", async () => {
    const daemon = await started({ stopDeadline: 50 });
    process.kill(daemon.pid ?? 0, "SIGSTOP");
    const exit = once(daemon, "exit");
    await daemon.stop();
    expect(await exit).toMatchObject([{ reason: "killed", signal: "SIGKILL", expected: true }]);
  });
});

describe.skipIf(isWithoutLitecoind)("a daemon that can't be started", { timeout: 60_000 }, () => {
  const refused = async (options: Partial<DaemonOptions>, code: string, message: RegExp) => {
    const daemon = await regtest({ restart: true, ...options });
    const restarted = vi.fn();
    daemon.on("restart", restarted);
    const exits: DaemonExit[] = [];
    daemon.on("exit", (exit) => exits.push(exit));
    const error = await daemon
      .start()
      .then(() => daemon.ready())
      .catch((reason) => reason);
    expect(error).toMatchObject({ name: "RpcError", code });
    expect(error.message).toMatch(message);
    expect(restarted).not.toHaveBeenCalled();
    return exits[0]?.reason;
  };

  it("because another one has its directory", async () => {
    const { datadir } = (await started()).settings;
    const message = /Cannot obtain a lock .*another daemon uses the directory/s;
    expect(await refused({ datadir }, "DAEMON_EXITED", message)).toBe("datadir-locked");
  });

  it("because its P2P port is in use, if only on 127.0.0.1", async () => {
    const message = /Unable to bind to 127\.0\.0\.1.*P2P port is in use/s;
    // Older ones go on without it where their port for Tor is free, and end where it is taken, too.
    const reason = await refused({ port: await takenPort() }, "DAEMON_EXITED", message);
    expect(["stopped", "port-taken"]).toContain(reason);
  });

  it("because its RPC port is in use, if only on 127.0.0.1", async () => {
    const rpc = { port: await takenPort() };
    const message = /Unable to start HTTP server.*the RPC port is in use: choose another/s;
    expect(await refused({ rpc }, "DAEMON_EXITED", message)).toBe("rpc-port-taken");
  });

  it("because the disk with its directory is not mounted", async () => {
    const datadir = join(await temporaryFolder(), "missing", "chain");
    const message =
      /can't create the datadir .*chain: the folder .*missing does not exist: create it, or mount the disk/;
    expect(await refused({ datadir }, "INVALID_OPTION", message)).toBeUndefined();
  });

  it("because it does not support an argument", async () => {
    const message = /Invalid parameter -nosuchflag.*does not support one of its arguments/s;
    expect(await refused({ args: ["-nosuchflag"] }, "DAEMON_EXITED", message)).toBe("bad-argument");
  });

  it("because there is no such program", async () => {
    const message = /program not found: \/no\/such\/litecoind; install it/;
    expect(await refused({ path: "/no/such/litecoind" }, "INVALID_OPTION", message)).toBeUndefined();
  });

  it("because another daemon answers there, which has another password", async () => {
    const { rpcPort } = (await started()).settings;
    const rpc = { port: rpcPort, user: "pool", password: "wrong" };
    expect(await refused({ rpc }, "UNAUTHORIZED", /refuses the credentials/)).toBeUndefined();
  });
});
