import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { describe, expect, it, vi } from "vitest";
import {
  type HttpAnswer,
  type HttpListenerOptions,
  httpListener,
} from "../../src/transport/http-listener.js";
import { connected, everything, listening } from "./loopback.js";

/** A server with this listener; gives its URL. */
async function hosted(options: Partial<HttpListenerOptions>): Promise<string> {
  const answer = () => ({ status: 200, body: "{}" });
  const server = createServer(httpListener({ answer, maxBody: 10, ...options }));
  return `http://127.0.0.1:${await listening(server)}/`;
}

const post = (url: string, body: string) => fetch(url, { method: "POST", body });

describe("httpListener", () => {
  it("answers a request's body", async () => {
    const answer = vi.fn((text: string, { method }: IncomingMessage) => {
      return { status: 200, body: `["${method}",${text}]` };
    });
    const response = await post(await hosted({ answer }), '"é"');
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("content-length")).toBe("13");
    expect(await response.text()).toBe('["POST","é"]');
  });

  it("answers later, with a status and headers of its own", async () => {
    const url = await hosted({
      answer: async () => ({ status: 401, headers: { "www-authenticate": "Basic" } }),
    });
    const response = await post(url, "1");
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Basic");
    expect(await response.text()).toBe("");
  });

  it("says of what is no JSON that it is plain text", async () => {
    const response = await post(await hosted({ answer: () => ({ status: 500, body: "no" }) }), "1");
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  it("gives an answer without content no length, as HTTP wants it", async () => {
    const response = await post(await hosted({ answer: () => ({ status: 204 }) }), "1");
    expect(response.status).toBe(204);
    expect(response.headers.has("content-length")).toBe(false);
    expect(response.headers.has("content-type")).toBe(false);
  });

  it.each(["GET", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    const answer = vi.fn();
    const response = await fetch(await hosted({ answer }), { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.text()).toBe("JSON-RPC accepts POST requests only\n");
    expect(answer).not.toHaveBeenCalled();
  });

  it("takes a body as long as the limit", async () => {
    expect((await post(await hosted({}), "x".repeat(10))).status).toBe(200);
  });

  it("refuses a longer one with 413, and closes the connection", async () => {
    const answer = vi.fn();
    const response = await post(await hosted({ answer }), "x".repeat(11));
    expect(response.status).toBe(413);
    expect(response.headers.get("connection")).toBe("close");
    expect(await response.text()).toBe("the body is longer than 10 bytes\n");
    expect(answer).not.toHaveBeenCalled();
  });

  it("refuses a body without end at the limit, and does not wait for the rest", async () => {
    const { port } = new URL(await hosted({}));
    const socket = await connected(Number(port));
    const head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
    socket.write(`${head}${"x".repeat(11)}`);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("answers what was decided before the body is read", async () => {
    const answer = vi.fn();
    const admit = vi.fn(async () => ({ status: 403, body: "not you\n" }));
    const response = await post(await hosted({ answer, admit }), "x".repeat(1_000));
    expect(response.status).toBe(403);
    expect(await response.text()).toBe("not you\n");
    expect(answer).not.toHaveBeenCalled();
  });

  it("reads the body of who is admitted", async () => {
    expect((await post(await hosted({ admit: () => undefined }), "1")).status).toBe(200);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("secret");
      },
    ],
    ["rejects", () => Promise.reject(new Error("secret"))],
  ])("answers 500 without a reason where the answer %s", async (_how, answer) => {
    const response = await post(await hosted({ answer }), "1");
    expect(response.status).toBe(500);
    expect(await response.text()).toBe("");
  });

  it("writes nothing where the other end broke off", async () => {
    let finish = () => {};
    const answering = new Promise<ServerResponse>((resolve) => {
      const server = createServer((request, response) => {
        const answer = () => {
          resolve(response);
          return new Promise<HttpAnswer>((settle) => {
            finish = () => settle({ status: 200, body: "{}" });
          });
        };
        httpListener({ answer, maxBody: 10 })(request, response);
      });
      listening(server).then((port) => {
        const request = httpRequest({ port, host: "127.0.0.1", method: "POST" }).end("1");
        request.on("error", () => {});
        answering.then(() => request.destroy());
      });
    });
    const response = await answering;
    const writeHead = vi.spyOn(response, "writeHead");
    await once(response, "close");
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    expect(writeHead).not.toHaveBeenCalled();
  });
});
