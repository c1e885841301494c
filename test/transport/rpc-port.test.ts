import { once } from "node:events";
import { Agent, request } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createRpcPort,
  type RpcAnswer,
  type RpcOrigin,
  type RpcPortOptions,
} from "../../src/transport/index.js";
import { connected, everything } from "./loopback.js";

const answer = async (text: string): Promise<RpcAnswer> => ({ text: `{"answer":${text}}` });

/** A port until the test is over; gives its number. */
async function hosted(options: Partial<RpcPortOptions> = {}): Promise<number> {
  const port = createRpcPort({ mode: "both", maxMessage: 1_000, answer, ...options });
  onTestFinished(() => port.close());
  return (await port.listen({ port: 0 })).port;
}

const post = (port: number, body: string, headers = {}) =>
  fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers });

/** What a port answers to texts on raw TCP, after which this side closes its half. */
async function raw(port: number, ...texts: string[]): Promise<string> {
  const socket = await connected(port);
  for (const text of texts) socket.write(text);
  socket.end();
  return everything(socket);
}

describe("an RPC port", () => {
  it("speaks HTTP and raw TCP on one port", async () => {
    const port = await hosted();
    const response = await post(port, "[1]");
    expect([response.status, await response.text()]).toEqual([200, '{"answer":[1]}']);
    expect(await raw(port, "[1]")).toBe('{"answer":[1]}\n');
  });

  it.each([
    ["tcp", false, true],
    ["http", true, false],
  ] as const)("speaks %s alone where it is told so", async (mode, http, tcp) => {
    const port = await hosted({ mode });
    expect(
      await post(port, "[1]").then(
        ({ ok }) => ok,
        () => false,
      ),
    ).toBe(http);
    expect(await raw(port, "[1]").catch(() => "")).toBe(tcp ? '{"answer":[1]}\n' : "");
  });

  it("says that its port is taken", async () => {
    const port = await hosted();
    const second = createRpcPort({ mode: "tcp", maxMessage: 1_000, answer });
    await expect(second.listen({ port })).rejects.toThrow("the port is taken");
    await second.close();
  });
});

describe("an RPC port on raw TCP", () => {
  it("takes values that follow each other in any way, as the old stratum-notify sends them", async () => {
    const text = await raw(await hosted(), '{"id":1}[2]', "\n", "rubbish\n", "[3]\n");
    expect(text).toBe('{"answer":{"id":1}}\n{"answer":[2]}\n{"answer":rubbish}\n{"answer":[3]}\n');
  });

  it("answers all that came before the other side closed its half, in any order", async () => {
    const finish: (() => void)[] = [];
    const port = await hosted({
      answer: (text) => new Promise((resolve) => finish.push(() => resolve({ text }))),
    });
    const text = raw(port, "[1][2][3]");
    await vi.waitFor(() => expect(finish).toHaveLength(3));
    for (const end of finish.reverse()) end();
    expect(await text).toBe("[3]\n[2]\n[1]\n");
  });

  it("answers more at once than it handles at a time", async () => {
    let most = 0;
    let running = 0;
    const port = await hosted({
      answer: async (text) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return { text };
      },
    });
    const texts = Array.from({ length: 300 }, (_, index) => `[${index}]`);
    expect((await raw(port, texts.join(""))).trim().split("\n").sort()).toEqual([...texts].sort());
    expect(most).toBe(64);
  });

  it("sends nothing where there is no answer", async () => {
    const port = await hosted({ answer: async (text) => (text === "[1]" ? {} : { text }) });
    expect(await raw(port, "[1][2]")).toBe("[2]\n");
  });

  it("closes a connection after an answer that says so", async () => {
    const socket = await connected(await hosted({ answer: async (text) => ({ text, close: true }) }));
    socket.write("[1]");
    expect(await everything(socket)).toBe("[1]\n");
  });

  it("closes a connection whose answer fails", async () => {
    const socket = await connected(await hosted({ answer: () => Promise.reject(new Error("secret")) }));
    socket.write("[1]");
    expect(await everything(socket)).toBe("");
  });

  it("closes a connection that sends too long a message", async () => {
    const socket = await connected(await hosted({ maxMessage: 10 }));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(`["${"x".repeat(10)}`);
    await closed;
  });

  it("tells where a message came from, and when its connection is over", async () => {
    const origins: RpcOrigin[] = [];
    const port = await hosted({
      answer: async (text, origin) => {
        origins.push(origin);
        return { text };
      },
    });
    const socket = await connected(port);
    socket.write("[1]");
    await once(socket, "data");
    expect(origins).toMatchObject([
      { remoteAddress: `127.0.0.1:${socket.localPort}`, authorization: undefined },
    ]);
    expect(origins[0]?.signal.aborted).toBe(false);
    socket.destroy();
    await vi.waitFor(() => expect(origins[0]?.signal.aborted).toBe(true));
  });
});

describe("an RPC port over HTTP", () => {
  it("answers 204 where there is no answer", async () => {
    const response = await post(await hosted({ answer: async () => ({}) }), "[1]");
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  it("gives an answer the status and headers that it has", async () => {
    const port = await hosted({
      answer: async () => ({ text: "[]", status: 401, headers: { "www-authenticate": "Basic" } }),
    });
    const response = await post(port, "[1]");
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Basic"]);
    expect(await response.text()).toBe("[]");
  });

  it("refuses a body that is too long", async () => {
    expect((await post(await hosted({ maxMessage: 10 }), "x".repeat(11))).status).toBe(413);
  });

  it("tells where a request came from, and when its connection is over", async () => {
    const origins: RpcOrigin[] = [];
    const port = await hosted({
      answer: (_text, origin) => {
        origins.push(origin);
        return new Promise(() => {});
      },
    });
    const sent = request({ port, host: "127.0.0.1", method: "POST", auth: "user:password" });
    sent.on("error", () => {}).end("1");
    await vi.waitFor(() => expect(origins).toHaveLength(1));
    expect(origins).toMatchObject([
      {
        remoteAddress: `127.0.0.1:${sent.socket?.localPort}`,
        authorization: `Basic ${Buffer.from("user:password").toString("base64")}`,
      },
    ]);
    expect(origins[0]?.signal.aborted).toBe(false);
    sent.destroy();
    await vi.waitFor(() => expect(origins[0]?.signal.aborted).toBe(true));
  });

  it("holds nothing of the requests that a kept connection has sent", async () => {
    const listeners: number[] = [];
    const signals = new Set<AbortSignal>();
    const port = await hosted({
      answer: async (text, { signal }) => {
        signals.add(signal);
        return { text };
      },
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const warned = vi.fn();
    process.on("warning", warned);
    onTestFinished(() => {
      process.off("warning", warned);
    });
    for (let count = 0; count < 30; count++) {
      await new Promise<void>((resolve, reject) => {
        const sent = request({ agent, port, host: "127.0.0.1", method: "POST" }, (response) => {
          listeners.push(response.socket.localPort ?? 0);
          response.resume().once("end", resolve);
        });
        sent.once("error", reject).end("[1]");
      });
    }
    expect(new Set(listeners).size).toBe(1);
    expect(warned).not.toHaveBeenCalled();
    expect([...signals].every((signal) => !signal.aborted)).toBe(true);
    agent.destroy();
    await vi.waitFor(() => expect([...signals].every((signal) => signal.aborted)).toBe(true));
  });
});

describe("closing an RPC port", () => {
  it("closes its connections, of any kind, and stops listening", async () => {
    const port = createRpcPort({ mode: "both", maxMessage: 1_000, answer: () => new Promise(() => {}) });
    const { port: number } = await port.listen({ port: 0 });
    const [silent, busy] = await Promise.all([connected(number), connected(number)]);
    busy.write("[1]");
    const http = post(number, "[1]").catch(() => "closed");
    await new Promise((resolve) => setImmediate(resolve));
    const ended = Promise.all([everything(silent), everything(busy)].map((text) => text.catch(() => "")));
    await port.close();
    expect(await ended).toEqual(["", ""]);
    expect(await http).toBe("closed");
    await expect(connected(number)).rejects.toThrow("ECONNREFUSED");
  });

  it("is done at once where it does not listen", async () => {
    await createRpcPort({ mode: "both", maxMessage: 1_000, answer }).close();
  });
});
