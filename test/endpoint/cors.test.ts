import { once } from "node:events";
import { request } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { started } from "./service.js";

const list = '{"jsonrpc":"2.0","method":"tasks.list","id":1}';

/** A request as browsers send it: `Host` and `Origin` are theirs to set. */
async function send(url: string, headers: Record<string, string>, method = "POST") {
  const sent = request(url, { method, headers }).end(method === "POST" ? list : undefined);
  const [response] = await once(sent, "response");
  response.resume();
  return response;
}

/** The status of the answer to a WebSocket's upgrade. */
async function upgrade(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url, { headers });
  onTestFinished(() => socket.terminate());
  socket.on("error", () => {});
  return new Promise((resolve) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_request, { statusCode = 0 }) => resolve(statusCode));
  });
}

const listed = "https://example.com";

async function served(origins?: readonly string[] | "*") {
  const server = await started(["http://127.0.0.1:0/", "ws://127.0.0.1:0/"], {
    ...(origins && { cors: { origins } }),
  });
  const [http = "", ws = ""] = server.urls;
  return { http, ws, own: new URL(http).origin, port: new URL(http).port };
}

describe("a page's request", () => {
  it("is taken from the service's own origin", async () => {
    const { http, ws, own, port } = await served();
    for (const headers of [
      { origin: own, host: new URL(own).host },
      { origin: `http://localhost:${port}`, host: `localhost:${port}` },
      { origin: `https://[::1]:${port}`, host: `[::1]:${port}` },
    ]) {
      expect((await send(http, headers)).statusCode).toBe(200);
      expect(await upgrade(ws, headers)).toBe(101);
    }
  });

  it("is taken from an origin that is listed, and from no other", async () => {
    const { http, ws } = await served([listed]);
    const response = await send(http, { origin: listed });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ "access-control-allow-origin": listed, vary: "Origin" });
    expect(await upgrade(ws, { origin: listed })).toBe(101);
    for (const origin of [
      "https://evil.example",
      "null",
      `${listed}.evil.example`,
      "https://sub.example.com",
    ]) {
      const refused = await send(http, { origin });
      expect(refused.statusCode).toBe(403);
      expect(refused.headers).not.toHaveProperty("access-control-allow-origin");
      expect(await upgrade(ws, { origin })).toBe(403);
    }
  });

  it("is refused where a foreign name leads to this machine", async () => {
    const { http, ws, port } = await served();
    const rebound = { origin: `http://evil.example:${port}`, host: `evil.example:${port}` };
    expect((await send(http, rebound)).statusCode).toBe(403);
    expect(await upgrade(ws, rebound)).toBe(403);
  });

  it("is taken from everywhere with *", async () => {
    const { http, ws } = await served("*");
    const response = await send(http, { origin: "null" });
    expect([response.statusCode, response.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
    expect(await upgrade(ws, { origin: "https://any.example" })).toBe(101);
  });
});

describe("a browser's question beforehand", () => {
  const preflight = (origin: string) => ({
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization, content-type",
  });

  it("is answered for origins that may call", async () => {
    const { http } = await served([listed]);
    const response = await send(http, preflight(listed), "OPTIONS");
    expect(response.statusCode).toBe(204);
    expect(response.headers).toMatchObject({
      "access-control-allow-origin": listed,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "authorization, content-type",
    });
  });

  it("is refused for others", async () => {
    const { http } = await served([listed]);
    expect((await send(http, preflight("https://evil.example"), "OPTIONS")).statusCode).toBe(403);
    const { http: closed } = await served();
    expect((await send(closed, preflight(listed), "OPTIONS")).statusCode).toBe(403);
  });
});

it("what comes without an origin comes from no page, and is not looked at", async () => {
  const { http, ws } = await served();
  const response = await send(http, { host: "anything.example" });
  expect(response.statusCode).toBe(200);
  expect(response.headers).not.toHaveProperty("access-control-allow-origin");
  expect(await upgrade(ws, {})).toBe(101);
});
