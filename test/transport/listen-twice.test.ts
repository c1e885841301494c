import { describe, expect, it, onTestFinished } from "vitest";
import { DevDaemon } from "../../src/dev-chain/index.js";
import { NotifyServer } from "../../src/notify/index.js";
import { StratumProxy, StratumServer } from "../../src/stratum/index.js";

const handlers = { "mining.authorize": () => true, "mining.submit": () => true };

/** Everything that listens. */
const servers = {
  StratumServer: () => new StratumServer({ handlers }),
  StratumProxy: () => new StratumProxy({ upstream: { urls: ["stratum+tcp://127.0.0.1:1"] } }),
  NotifyServer: () => new NotifyServer(),
  DevDaemon: () => new DevDaemon({ user: "user", password: "secret" }),
};

describe.each(Object.entries(servers))("%s", (_name, create) => {
  it("listens once at a time", async () => {
    const server = create();
    onTestFinished(() => server.close());
    const first = server.listen({ port: 0 });
    const refused = {
      name: "RpcError",
      code: "INVALID_OPTION",
      message: expect.stringContaining("already listens on 127.0.0.1:"),
    };
    await expect(server.listen({ port: 0 })).rejects.toMatchObject(refused);
    const { port } = await first;
    await expect(server.listen({ port: 0 })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(`already listens on 127.0.0.1:${port}`),
    });
  });

  it("may be told to listen again where it could not", async () => {
    const [taken, server] = [create(), create()];
    onTestFinished(() => taken.close());
    onTestFinished(() => server.close());
    const { port } = await taken.listen({ port: 0 });
    await expect(server.listen({ port })).rejects.toMatchObject({ code: "CONNECT_FAILED" });
    expect(await server.listen({ port: 0 })).toMatchObject({ host: "127.0.0.1" });
  });
});
