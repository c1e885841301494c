import { once } from "node:events";
import { connect } from "node:net";
import { format } from "node:util";
import debug from "debug";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { createHttpCaller } from "../../src/transport/http-client.js";
import { hosted } from "./accepting.js";

const request = '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}';
const response = '{"jsonrpc":"2.0","id":1,"result":"pong"}';
const log = debug.log;

let lines: string[];

beforeEach(() => {
  lines = [];
  debug.enable("jsonrpc");
  debug.log = (...args: unknown[]) => lines.push(format(...args));
});

afterEach(() => {
  debug.disable();
  debug.log = log;
});

const startPort = () => hosted({ answer: () => response });

const ways = {
  "raw TCP": async (port: number) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(request);
    await once(socket, "data");
    socket.destroy();
  },
  WebSocket: async (port: number) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(socket, "open");
    socket.send(request);
    await once(socket, "message");
    socket.terminate();
  },
  HTTP: async (port: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: request });
    await answer.text();
  },
};

it.each(Object.entries(ways))("every message over %s is shown with DEBUG=jsonrpc", async (_way, call) => {
  await call(await startPort());
  const shown = lines.filter((line) => line.includes("127.0.0.1"));
  expect(shown).toEqual([expect.stringContaining(`> ${request}`), expect.stringContaining(`< ${response}`)]);
});

it("what is called over HTTP is shown, too, without a password", async () => {
  const port = await startPort();
  const caller = createHttpCaller({ url: `http://user:secret@127.0.0.1:${port}` });
  onTestFinished(() => caller.close());
  expect(await caller.request("ping", [])).toBe("pong");
  const own = lines.filter((line) => line.includes(`http://127.0.0.1:${port}`));
  expect(own).toEqual([expect.stringMatching(/< .*"ping"/), expect.stringMatching(/> .*"pong"/)]);
  expect(lines.join()).not.toContain("secret");
});

it("nothing is shown without", async () => {
  debug.disable();
  for (const call of Object.values(ways)) await call(await startPort());
  expect(lines).toEqual([]);
});
