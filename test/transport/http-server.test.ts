import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createHttpServer, type HttpServerOptions } from "../../src/transport/http-server.js";
import { connected, everything } from "./loopback.js";

function created(options: Partial<HttpServerOptions> = {}) {
  const server = createHttpServer({
    maxMessage: 1_000,
    answer: async (text) => ({ status: 200, body: `[${text}]` }),
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

const post = (port: number, body: string) => fetch(`http://127.0.0.1:${port}/any`, { method: "POST", body });

describe("a server of POST requests", () => {
  it("answers at any path, with the status and headers of the answer", async () => {
    const server = created({
      answer: async (text, { path }) => ({ status: 401, body: `${path} ${text}`, headers: { "x-a": "b" } }),
    });
    const { port } = await server.listen({ port: 0 });
    const response = await post(port, "1");
    expect([response.status, response.headers.get("x-a")]).toEqual([401, "b"]);
    expect(await response.text()).toBe("/any 1");
  });

  it("answers a failure with 500 and without its reason", async () => {
    const { port } = await created({ answer: () => Promise.reject(new Error("secret")) }).listen({ port: 0 });
    const response = await post(port, "1");
    expect([response.status, await response.text()]).toEqual([500, ""]);
  });

  it("says that its port is taken", async () => {
    const { port } = await created().listen({ port: 0 });
    await expect(created().listen({ port })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      message: expect.stringContaining("the port is taken"),
    });
  });

  it("closes what is no HTTP", async () => {
    const { port } = await created().listen({ port: 0 });
    const socket = await connected(port);
    socket.write("[1]");
    expect(await everything(socket).catch(() => "")).toBe("");
  });

  it("gives answers on their way before it closes, and closes the others", async () => {
    let finish = () => {};
    const answer = vi.fn((text: string) => {
      if (text === "never") return new Promise<never>(() => {});
      return new Promise<{ status: number; body: string }>((resolve) => {
        finish = () => resolve({ status: 200, body: text });
      });
    });
    const server = created({ answer });
    const { port } = await server.listen({ port: 0 });
    const [given, lost] = ["given", "never"].map((text) =>
      post(port, text).then(
        (response) => response.text(),
        () => "closed",
      ),
    );
    await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(2));
    const closed = server.close();
    finish();
    await closed;
    expect([await given, await lost]).toEqual(["given", "closed"]);
  });
});
