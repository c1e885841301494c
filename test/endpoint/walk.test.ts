import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { serve } from "../../src/endpoint/index.js";
import { lines } from "../../src/wire/index.js";
import { connected } from "../transport/loopback.js";
import { echo, method } from "./echo.js";

const one = JSON.stringify({ ...method, params: [1], id: 1 });

/** A service on raw TCP and HTTP, which hears of each call. */
async function served(called: () => void) {
  const server = await serve(echo, {
    listen: ["tcp://127.0.0.1:0", "http://127.0.0.1:0/"],
    framing: lines,
    handlers: {
      echo: ({ value }) => {
        called();
        return value;
      },
    },
  });
  onTestFinished(() => server.close());
  return { url: server.urls[1] ?? "", port: Number(new URL(server.urls[0] ?? "").port) };
}

it("a call passes eight functions at most from the socket to its handler", async () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  onTestFinished(() => {
    Error.stackTraceLimit = limit;
  });
  let stack = "";
  const { port } = await served(() => {
    stack = new Error("here").stack ?? "";
  });
  const socket = await connected(port);
  for (let call = 0; call < 2; call++) {
    socket.write(`${one}\n`);
    await once(socket, "data");
  }
  const own = stack.split("\n").filter((frame) => /\/src\//.test(frame));
  expect(own.length).toBeGreaterThan(3);
  expect(own.length).toBeLessThanOrEqual(8);
});

describe.each([
  ["a call", 1, one],
  ["a batch", 3, `[${one},${one},${one}]`],
])("%s is decoded once", (_what, count, text) => {
  it.each(["tcp", "http"])("over %s", async (transport) => {
    const called = vi.fn();
    const { url, port } = await served(called);
    const socket = await connected(port);
    const parse = vi.spyOn(JSON, "parse");
    onTestFinished(() => parse.mockRestore());
    if (transport === "tcp") socket.write(`${text}\n`);
    else await fetch(url, { method: "POST", body: text });
    await vi.waitFor(() => expect(called).toHaveBeenCalledTimes(count));
    expect(parse.mock.calls.filter(([parsed]) => parsed.includes("echo"))).toHaveLength(1);
  });
});
