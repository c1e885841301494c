import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { formatAddress, hostOf, listen, reasonOf } from "../../src/transport/address.js";
import { connected, listening } from "./loopback.js";

async function listenAndClose(where: Parameters<typeof listen>[1]) {
  const server = createServer();
  const address = await listen(server, where);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

describe("listen", () => {
  it("gives the port that the system chose, on loopback unless it is told otherwise", async () => {
    const { host, port } = await listenAndClose({ port: 0 });
    expect(host).toBe("127.0.0.1");
    expect(port).toBeGreaterThan(0);
  });

  it("takes the port that it is given", async () => {
    const { port } = await listenAndClose({ port: 0 });
    expect(await listenAndClose({ host: "127.0.0.1", port })).toEqual({ host: "127.0.0.1", port });
  });

  it("says that a port is taken", async () => {
    const port = await listening(createServer());
    await expect(listen(createServer(), { port })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      executed: "no",
      message: `can't listen on 127.0.0.1:${port}: the port is taken`,
      cause: expect.objectContaining({ code: "EADDRINUSE" }),
    });
  });

  it("says that an address is not this machine's", async () => {
    await expect(listen(createServer(), { host: "192.0.2.1", port: 0 })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: "can't listen on 192.0.2.1:0: the address is not one of this machine's",
    });
  });

  it("leaves later errors of the server to others", async () => {
    const server = createServer();
    await listening(server);
    expect(server.listenerCount("error")).toBe(0);
  });

  it("lets others connect", async () => {
    const server = createServer();
    const { port } = await listen(server, { port: 0 });
    const socket = await connected(port);
    expect(socket.remotePort).toBe(port);
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("formatAddress and hostOf", () => {
  it.each([
    [{ host: "127.0.0.1", port: 3333 }, "127.0.0.1:3333"],
    [{ host: "::1", port: 3333 }, "[::1]:3333"],
    [{ host: "pool.example", port: 0 }, "pool.example:0"],
  ])("write %j as %s and read its host", (address, text) => {
    expect(formatAddress(address)).toBe(text);
    expect(hostOf(text)).toBe(address.host);
  });
});

describe("reasonOf", () => {
  const error = (code?: string) => Object.assign(new Error("in the system's words"), code && { code });

  it.each([
    ["ECONNREFUSED", "nothing listens there"],
    ["ENOTFOUND", "unknown host"],
    ["EAI_AGAIN", "unknown host"],
    ["ETIMEDOUT", "it does not answer"],
    ["EACCES", "permission denied"],
    ["ENOENT", "nothing listens there"],
    ["EOTHER", "in the system's words"],
    [undefined, "in the system's words"],
  ])("says what %s means", (code, reason) => {
    expect(reasonOf(error(code))).toBe(reason);
  });
});
