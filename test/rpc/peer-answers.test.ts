import { describe, expect, it, vi } from "vitest";
import { RpcError } from "../../src/rpc/index.js";
import { type Methods, methods } from "./method-of.js";
import { twoPeers } from "./two-peers.js";

const add = ({ a, b = 0 }: Methods["add"]["params"]) => a + b;

/** Sends texts to a server, then a last call; gives what the server answered before that one's answer. */
async function answersTo(peers: ReturnType<typeof twoPeers>, ...texts: string[]) {
  for (const text of texts) peers.clientEnd.send(text);
  peers.clientEnd.send('{"id":"last","method":"last"}');
  await vi.waitFor(() => expect(peers.sent.byServer.join()).toContain('"id":"last"'));
  return peers.sent.byServer.filter((text) => !text.includes('"id":"last"'));
}

describe("a peer that is called", () => {
  it("answers with the id as it was written", async () => {
    const ids = ["0", "-1", "1.50", "12345678901234567890", '"auth"', '""', "null"];
    const texts = ids.map((id) => `{"id":${id},"method":"add","params":[1]}`);
    expect(await answersTo(twoPeers({ add }), ...texts)).toEqual(
      ids.map((id) => `{"id":${id},"result":1,"error":null}`),
    );
  });

  it("answers the same id as often as it comes", async () => {
    const text = '{"id":4,"method":"add","params":[1]}';
    expect(await answersTo(twoPeers({ add }), text, text)).toHaveLength(2);
  });

  it("says what is no message, and goes on", async () => {
    const answers = await answersTo(
      twoPeers({ add }),
      "Invalid JSON, disconnecting",
      "7",
      '{"id":true,"method":"add"}',
      '{"id":5}',
      '{"id":1,"method":"add","params":[1]}',
    );
    expect(answers.map((text) => JSON.parse(text).error?.[1])).toEqual([
      expect.stringContaining("JSON"),
      "a message must be an object",
      "an id must be a string, a number or null",
      "a message must have a method, a result or an error",
      undefined,
    ]);
    expect(answers[3]).toContain('"id":5');
  });

  it("answers a batch in one array, and takes the replies in it", async () => {
    const peers = twoPeers({ add: async (params) => add(params), note: () => {} });
    const asked = peers.server.request("from server", []);
    peers.clientEnd.send(
      '[{"id":1,"method":"add","params":[1]},{"id":1,"result":"replied"},{"method":"note","params":["a"]},{"id":2,"method":"add","params":[2]}]',
    );
    expect((await asked).result).toBe("replied");
    const answer = '[{"id":1,"result":1,"error":null},{"id":2,"result":2,"error":null}]';
    await vi.waitFor(() => expect(peers.sent.byServer).toContain(answer));
  });

  it("answers nothing to a batch of notifications", async () => {
    const note = vi.fn();
    const peers = twoPeers({ note });
    expect(
      await answersTo(peers, '[{"method":"note","params":["a"]},{"method":"note","params":["b"]}]'),
    ).toEqual([]);
    expect(note).toHaveBeenCalledTimes(2);
  });

  it("answers one error to an empty batch", async () => {
    expect(await answersTo(twoPeers(), "[]")).toEqual([
      '{"id":null,"result":null,"error":[20,"the batch is empty",null]}',
    ]);
  });

  it("handles messages in their order though answers come in any", async () => {
    const order: number[] = [];
    const delayed = new Promise<void>((resolve) => setImmediate(resolve));
    const peers = twoPeers({
      add: ({ a }) => {
        order.push(a);
        return a === 1 ? delayed.then(() => 1) : a;
      },
    });
    const results: number[] = [];
    await Promise.all(
      [1, 2, 3].map((a) => peers.client.call(methods.add, { a }).then((sum) => results.push(sum))),
    );
    expect(order).toEqual([1, 2, 3]);
    expect(results).toEqual([2, 3, 1]);
  });

  it.each<[string, string, [string, number][]]>([
    ["answered at once", '{"id":1,"method":"add","params":[0]}', [["add", 1]]],
    ["answered later", '{"id":1,"method":"add","params":[1]}', [["add", 1]]],
    ["refused", '{"id":1,"method":"add","params":["x"]}', [["add", 1]]],
    ["of a method that is unknown", '{"id":1,"method":"x"}', [["x", 1]]],
    ["that nobody waits for", '{"method":"note","params":["a"]}', [["note", 0]]],
    [
      "of a batch",
      '[{"id":1,"method":"add","params":[0]},{"method":"note","params":["a"]}]',
      [
        ["add", 1],
        ["note", 1],
      ],
    ],
  ])("tells of a call once it is done: one %s", async (_what, text, expected) => {
    const told: [string, number][] = [];
    const peers = twoPeers(
      { add: ({ a }) => (a === 0 ? a : Promise.resolve(a)), note: () => {} },
      { answered: ({ method }) => told.push([method, send.mock.calls.length]) },
    );
    const send = vi.spyOn(peers.serverEnd, "send");
    peers.clientEnd.send(text);
    await vi.waitFor(() => expect(told).toEqual(expected));
  });
});

describe("a peer whose connection is over", () => {
  it("fails the calls that wait and all later ones", async () => {
    const { client, serverEnd, sent } = twoPeers({ add: () => new Promise(() => {}) });
    const calls = Promise.allSettled([client.call(methods.add, { a: 1 }), client.request("add", [1])]);
    await vi.waitFor(() => expect(sent.byClient).toHaveLength(2));
    serverEnd.close();
    const closed = { status: "rejected", reason: { code: "CLOSED", method: "add", executed: "perhaps" } };
    expect(await calls).toMatchObject([closed, closed]);
    await expect(client.call(methods.add, { a: 1 })).rejects.toMatchObject({ code: "CLOSED" });
    client.notify(methods.note, { text: "nobody hears it" });
  });

  it("fails them with what ended the connection", async () => {
    const { client } = twoPeers();
    const call = client.request("raw", []);
    const cause = new Error("EPIPE");
    const { code, message } = new RpcError("OVERLOADED", "reads too slowly");
    client.closed(new RpcError(code, message, { cause }));
    client.closed(new RpcError("CLOSED", "too late to matter"));
    await expect(call).rejects.toMatchObject({ code, message, cause, method: "raw", executed: "perhaps" });
    await expect(client.request("raw", [])).rejects.toMatchObject({ code, message, executed: "no" });
  });

  it("takes an error of another copy of the package for what it is", async () => {
    const path = "../../src/rpc/error.js?another-copy";
    const copy: typeof import("../../src/rpc/error.js") = await import(/* @vite-ignore */ path);
    const { client } = twoPeers();
    const call = client.request("raw", []);
    client.closed(new copy.RpcError("OVERLOADED"));
    await expect(call).rejects.toMatchObject({ code: "OVERLOADED", method: "raw" });
  });

  it("sends no answer that comes too late", async () => {
    let finish = (_sum: number) => {};
    const peers = twoPeers({ add: () => new Promise<number>((resolve) => (finish = resolve)) });
    peers.clientEnd.send('{"id":1,"method":"add","params":[1]}');
    await vi.waitFor(() => expect(peers.sent.byClient).toHaveLength(1));
    const send = vi.spyOn(peers.serverEnd, "send");
    peers.server.closed();
    finish(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(send).not.toHaveBeenCalled();
  });
});

describe("a peer whose owner throws when it is told that a call was answered", () => {
  const broken = () => {
    throw new Error("broken");
  };

  it.each([
    ["at once", '{"id":1,"method":"add","params":[1]}'],
    ["later", '{"id":1,"method":"add","params":[-1]}'],
    ["in a batch", '[{"id":1,"method":"add","params":[1]}]'],
  ])("closes the connection and nothing else: %s", async (_when, text) => {
    const handlers = { add: ({ a }: { a: number }) => (a < 0 ? Promise.resolve(a) : a) };
    const { client, clientEnd } = twoPeers(handlers, { answered: broken });
    clientEnd.send(text);
    await vi.waitFor(() =>
      expect(client.request("add", [1], { deadline: 10 })).rejects.toMatchObject({ code: "CLOSED" }),
    );
  });
});

describe("a peer's limits", () => {
  it("refuses a call too many, and makes it once another is answered", async () => {
    const { client } = twoPeers({ add }, { maxPending: 2 });
    const calls = [1, 2, 3].map((a) => client.call(methods.add, { a }));
    await expect(calls[2]).rejects.toMatchObject({
      code: "OVERLOADED",
      message: "2 calls are already waiting for an answer",
    });
    expect(await Promise.all(calls.slice(0, 2))).toEqual([1, 2]);
    expect(await client.call(methods.add, { a: 4 })).toBe(4);
  });

  it("lets a peer that asks faster than it is answered wait, and go on", async () => {
    const handled: number[] = [];
    const finish: (() => void)[] = [];
    const peers = twoPeers(
      {
        add: ({ a }) => {
          handled.push(a);
          return new Promise<number>((resolve) => finish.push(() => resolve(a)));
        },
      },
      { maxPending: 2 },
    );
    for (const a of [1, 2, 3, 4]) peers.clientEnd.send(`{"id":${a},"method":"add","params":[${a}]}`);
    await vi.waitFor(() => expect(handled).toEqual([1, 2]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(handled).toEqual([1, 2]);
    finish[1]?.();
    await vi.waitFor(() => expect(handled).toEqual([1, 2, 3]));
    finish[0]?.();
    await vi.waitFor(() => expect(handled).toEqual([1, 2, 3, 4]));
    for (const end of finish) end();
    await vi.waitFor(() => expect(peers.sent.byServer).toHaveLength(4));
    expect(peers.sent.byServer.map((text) => JSON.parse(text).result)).toEqual([2, 1, 3, 4]);
  });
});
