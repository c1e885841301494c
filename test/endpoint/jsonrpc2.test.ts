import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { type Method, type Protocol, serve } from "../../src/endpoint/index.js";
import { hashPassword, NotifyServer } from "../../src/notify/index.js";
import { unchecked } from "../../src/runtime/index.js";
import { contentLength, type Framing, lines, nul, values } from "../../src/wire/index.js";
import { examples } from "./specification-examples.js";

type Numbers = Record<string, number>;

/** What the examples call: a protocol written by hand. */
const methods = {
  subtract: method("subtract", ["minuend", "subtrahend"]),
  sum: method("sum", ["a", "b", "c"]),
  get_data: method("get_data", []),
  update: method("update", ["a", "b", "c", "d", "e"]),
  notify_hello: method("notify_hello", ["a"]),
  notify_sum: method("notify_sum", ["a", "b", "c"]),
};

const protocol: Protocol<Record<keyof typeof methods, { params: Numbers; result: unknown }>> = {
  title: "Examples",
  version: "1.0.0",
  server: methods,
  client: {},
  toServer: () => ({}),
  toClient: () => ({}),
};

function method(name: string, params: string[]): Method<Numbers, unknown> {
  return {
    name,
    direction: "clientToServer",
    kind: "request",
    params,
    structure: "either",
    validators: unchecked,
  };
}

const subtract = ({ minuend = 0, subtrahend = 0 }: Numbers) => minuend - subtrahend;
const sum = ({ a = 0, b = 0, c = 0 }: Numbers) => a + b + c;
const nothing = () => null;

const handlers = {
  subtract,
  sum,
  get_data: () => ["hello", 5],
  update: nothing,
  notify_hello: nothing,
  notify_sum: nothing,
};

/** A call whose answer shows that nothing else was answered before it. */
const marker = '{"jsonrpc":"2.0","method":"get_data","id":"behind it"}';
const marked = '{"jsonrpc":"2.0","result":["hello",5],"id":"behind it"}';

/** Sends a text, and gives what is answered before the marker is. */
type Ask = (text: string) => Promise<string | undefined>;

async function served(url: string, framing: Framing = lines): Promise<string> {
  const server = await serve(protocol, { listen: url, handlers, framing });
  onTestFinished(() => server.close());
  return server.urls[0] ?? "";
}

function overSocket(
  where: { host: string; port: number } | { path: string },
  framing: Framing,
  first?: string,
): Ask {
  return async (text) => {
    const socket = connect(where);
    onTestFinished(() => void socket.destroy());
    const reader = framing.createReader(10_000);
    const next = async (): Promise<string> => {
      for (;;) {
        const message = reader.next();
        if (message !== undefined) return message;
        await new Promise((resolve) => socket.once("data", (chunk) => resolve(reader.push(chunk))));
      }
    };
    if (first !== undefined) {
      socket.write(framing.frame(first));
      await next();
    }
    socket.write(framing.frame(text) + framing.frame(marker));
    const answer = await next();
    if (answer === marked) return undefined;
    expect(await next()).toBe(marked);
    return answer;
  };
}

function at(url: string): { host: string; port: number } {
  return { host: "127.0.0.1", port: Number(new URL(url).port) };
}

const post =
  (url: string, headers = {}): Ask =>
  async (text) => {
    const response = await fetch(url, { method: "POST", body: text, headers });
    const answer = await response.text();
    expect(response.status).toBe(answer === "" ? 204 : 200);
    return answer === "" ? undefined : answer;
  };

const overWebSocket =
  (url: string, protocols: string[] = []): Ask =>
  async (text) => {
    const socket = new WebSocket(url, protocols);
    onTestFinished(() => socket.terminate());
    const answers: string[] = [];
    return new Promise((resolve, reject) => {
      socket.on("error", reject);
      socket.on("open", () => {
        socket.send(text);
        socket.send(marker);
      });
      socket.on("message", (data) => {
        const answer = String(data);
        if (answer === marked) resolve(answers[0]);
        else answers.push(answer);
      });
    });
  };

function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "stratum-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "examples.sock");
}

async function notifyServer(): Promise<number> {
  const server = new NotifyServer({ password: hashPassword("secret") });
  const numbers = (names: string[], params: unknown): Numbers =>
    Array.isArray(params)
      ? Object.fromEntries(names.map((name, index) => [name, params[index]]))
      : Object(params);
  server.expose("subtract", (params) => subtract(numbers(["minuend", "subtrahend"], params)));
  server.expose("sum", (params) => sum(numbers(["a", "b", "c"], params)));
  server.expose("get_data", () => ["hello", 5]);
  for (const name of ["update", "notify_hello", "notify_sum"]) server.expose(name, nothing);
  const { port } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return port;
}

const authentication = '{"jsonrpc":"2.0","method":"rpc.authenticate","params":["Bearer secret"],"id":0}';

const ways: Record<string, () => Promise<Ask>> = {
  "serve over tcp, by lines": async () => overSocket(at(await served("tcp://127.0.0.1:0")), lines),
  "serve over tcp, by values": async () => overSocket(at(await served("tcp://127.0.0.1:0", values)), values),
  "serve over tcp, by NUL": async () => overSocket(at(await served("tcp://127.0.0.1:0", nul)), nul),
  "serve over tcp, by Content-Length": async () =>
    overSocket(at(await served("tcp://127.0.0.1:0", contentLength)), contentLength),
  "serve over a Unix socket": async () => {
    const path = socketPath();
    await served(`unix:${path}`);
    return overSocket({ path }, lines);
  },
  "serve over http": async () => post(await served("http://127.0.0.1:0/rpc")),
  "serve over ws": async () => overWebSocket(await served("ws://127.0.0.1:0/rpc")),
  "the notify server over tcp, authenticated once": async () =>
    overSocket({ host: "127.0.0.1", port: await notifyServer() }, values, authentication),
  "the notify server over http": async () =>
    post(`http://127.0.0.1:${await notifyServer()}/`, { authorization: "Bearer secret" }),
  "the notify server over ws, authenticated by subprotocol": async () =>
    overWebSocket(`ws://127.0.0.1:${await notifyServer()}/`, ["jsonrpc", "bearer.secret"]),
};

describe.each(Object.entries(ways))("JSON-RPC 2.0 on %s", (_name, open) => {
  it.each(examples)("%s", async (_what, sent, expected) => {
    const ask = await open();
    const blanks = /(?<=[:,]) /g;
    expect(await ask(sent)).toBe(expected?.replace(blanks, ""));
  });
});
