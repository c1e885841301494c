import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { type StreamOptions, streamConnection } from "../../src/transport/index.js";
import { contentLength, lines, nul, rawLines, values } from "../../src/wire/index.js";
import { connected, everything, listening, socketPair } from "./loopback.js";
import { receiving } from "./receiving.js";

const defaults: StreamOptions = { framing: lines, maxMessage: 1_000, maxQueue: 1_000_000 };

/** A socket, and the connection at its other end. */
async function pair(options: Partial<StreamOptions> = {}) {
  const [near, far] = await socketPair({ allowHalfOpen: true });
  return { near, far, connection: streamConnection(far, { ...defaults, ...options }) };
}

/** What a socket receives, until there is so much of it. */
async function received(socket: Socket, length: number): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  await vi.waitFor(() => expect(text.length).toBeGreaterThanOrEqual(length));
  return text;
}

describe("a stream connection delivers", () => {
  it("the messages of one segment, in their order", async () => {
    const { near, connection } = await pair();
    const { messages } = receiving(connection);
    near.write('{"id":1}\n{"id":2}\n{"id":3}\n{"id"');
    await vi.waitFor(() => expect(messages).toEqual(['{"id":1}', '{"id":2}', '{"id":3}']));
  });

  it("a message in many segments, even where a character is cut", async () => {
    const { near, far, connection } = await pair();
    const { messages } = receiving(connection);
    near.setNoDelay(true);
    const bytes = Buffer.from("é\u{1f4a9}\n");
    for (const [index] of bytes.entries()) {
      near.write(bytes.subarray(index, index + 1));
      await vi.waitFor(() => expect(far.bytesRead).toBe(index + 1));
    }
    await vi.waitFor(() => expect(messages).toEqual(["é\u{1f4a9}"]));
  });

  it("what came before it was opened", async () => {
    const { near, far, connection } = await pair();
    near.write("early\n");
    await once(far, "readable");
    const { messages } = receiving(connection);
    await vi.waitFor(() => expect(messages).toEqual(["early"]));
  });

  it("nothing after it was closed from within a message", async () => {
    const { near, connection } = await pair();
    const { messages, over } = receiving(connection, { message: () => connection.close() });
    near.end("1\n2\n3\n");
    await over;
    expect(messages).toEqual(["1"]);
  });

  it("with the address of the other end, or another that it is told", async () => {
    const { near, far, connection } = await pair();
    expect(connection.remoteAddress).toBe(`127.0.0.1:${near.localPort}`);
    const remoteAddress = "192.0.2.1:7";
    expect(streamConnection(far, { ...defaults, remoteAddress }).remoteAddress).toBe(remoteAddress);
  });
});

describe("a stream connection sends", () => {
  it("the answers to one segment in one write", async () => {
    const { near, far, connection } = await pair();
    receiving(connection, { message: (text) => connection.send(`answer ${text}`) });
    const write = vi.spyOn(far, "write");
    const chunks: string[] = [];
    near.on("data", (chunk) => chunks.push(String(chunk)));
    near.write("1\n2\n3\n");
    await vi.waitFor(() => expect(chunks).toEqual(["answer 1\nanswer 2\nanswer 3\n"]));
    expect(write).toHaveBeenCalledTimes(1);
  });

  it("what is sent within one tick in one write", async () => {
    const { near, far, connection } = await pair();
    receiving(connection);
    const write = vi.spyOn(far, "write");
    for (const text of ["1", "2", "3"]) connection.send(text);
    expect(write).not.toHaveBeenCalled();
    expect(await received(near, 6)).toBe("1\n2\n3\n");
    expect(write).toHaveBeenCalledTimes(1);
    connection.send("4");
    expect(await received(near, 2)).toBe("4\n");
    expect(write).toHaveBeenCalledTimes(2);
  });

  it("bytes as they are, between texts, in order", async () => {
    const { near, connection } = await pair();
    receiving(connection);
    connection.send("1");
    connection.send(Buffer.from("2\n"));
    connection.send("3");
    expect(await received(near, 6)).toBe("1\n2\n3\n");
  });

  it("what is queued before it closes, and nothing after", async () => {
    const { near, connection } = await pair();
    const { over, ends } = receiving(connection);
    connection.send("1");
    connection.send("2");
    connection.close();
    connection.send("3");
    connection.close();
    const text = await everything(near);
    near.end();
    expect(text).toBe("1\n2\n");
    expect(await over).toBeUndefined();
    expect(ends).toEqual([undefined]);
  });
});

describe("a stream connection ends", () => {
  it("when the other end closes its half, unless the receiver wants to go on", async () => {
    const { near, connection } = await pair();
    const { over } = receiving(connection);
    near.end("1\n");
    expect(await everything(near)).toBe("");
    expect(await over).toBeUndefined();
  });

  it("only when its receiver says so, where that knows of half-closed ends", async () => {
    const { near, connection } = await pair();
    const { messages, over } = receiving(connection, {
      ended: () => {
        connection.send(`answer ${messages.join()}`);
        connection.close();
      },
    });
    near.end("1\n2\n");
    expect(await everything(near)).toBe("answer 1,2\n");
    expect(await over).toBeUndefined();
  });

  it("with an error where the other end breaks off", async () => {
    const { near, connection } = await pair();
    const { over } = receiving(connection);
    const { remoteAddress } = connection;
    near.resetAndDestroy();
    expect(await over).toMatchObject({
      code: "CLOSED",
      message: expect.stringContaining(remoteAddress),
      cause: expect.objectContaining({ code: "ECONNRESET" }),
    });
  });

  it.each([
    ["lines", lines, '{"jso'],
    ["raw lines", rawLines, ' {"id":1,"method":"a","params":[{}]'],
    ["lines", lines, "hello"],
    ["NULs", nul, '{"jso'],
    ["lengths, in the headers", contentLength, "Content-Length: 5\r\n"],
    ["lengths, after the headers", contentLength, "Content-Length: 5\r\n\r\n"],
    ["lengths, in the body", contentLength, 'Content-Length: 9\r\n\r\n{"jso'],
    ["values", values, '{"jso'],
  ])("with an error in the middle of a message: %s", async (_framing, framing, text) => {
    const { near, connection } = await pair({ framing });
    const { messages, over } = receiving(connection);
    near.end(framing.frame("[1]") + text);
    expect(await over).toMatchObject({
      code: "CLOSED",
      message: `${connection.remoteAddress}: the connection ended in the middle of a message`,
    });
    expect(messages).toEqual(["[1]"]);
  });

  it("with that error also after its receiver answered, and once it is resumed", async () => {
    const { near, connection } = await pair();
    const { over } = receiving(connection, {
      message: (text) => {
        connection.pause();
        setImmediate(() => connection.resume());
        connection.send(`answer ${text}`);
      },
      ended: () => connection.close(),
    });
    near.end('[1]\n{"jso');
    expect(await everything(near)).toBe("answer [1]\n");
    expect(await over).toMatchObject({
      code: "CLOSED",
      message: expect.stringContaining("middle of a message"),
    });
  });

  it.each([
    ["a message without its end", lines, '{"id":1}', ['{"id":1}']],
    ["two messages without an end", lines, '{"id":1}{"id":"}"}', ['{"id":1}{"id":"}"}']],
    ["a message without its NUL", nul, '{"id":1}', ['{"id":1}']],
    ["a message and blanks", rawLines, '{"id":1}\r\0', ['{"id":1}\r\0']],
    ["blanks", rawLines, " \r\0", []],
    ["blanks", contentLength, "\r\n", []],
  ])("without an error after %s", async (_what, framing, text, expected) => {
    const { near, connection } = await pair({ framing });
    const { messages, over } = receiving(connection);
    near.end(text);
    expect(await over).toBeUndefined();
    expect(messages).toEqual(expected);
  });

  it("without an error in the middle of a message after this end was closed", async () => {
    const { near, connection } = await pair();
    const { over } = receiving(connection);
    connection.close();
    near.end('{"jso');
    near.resume();
    expect(await over).toBeUndefined();
  });

  it("by force where the other end does not close in time", async () => {
    const { near, connection } = await pair({ closeDeadline: 1 });
    const { over } = receiving(connection);
    near.resume();
    connection.close();
    expect(await over).toBeUndefined();
    expect(near.writableEnded).toBe(false);
  });

  it("without taking in what still comes", async () => {
    const pushed: Uint8Array[] = [];
    const { createReader } = lines;
    const framing = {
      ...lines,
      createReader: (limit: number) => {
        const reader = createReader(limit);
        const push = (chunk: Uint8Array) => {
          pushed.push(chunk);
          reader.push(chunk);
        };
        return { ...reader, push };
      },
    };
    const { near, far, connection } = await pair({ framing });
    receiving(connection);
    connection.close();
    near.write("late\n");
    await vi.waitFor(() => expect(far.bytesRead).toBe(5));
    near.end();
    await once(far, "close");
    expect(pushed).toEqual([]);
  });
});

describe("a stream connection that is paused", () => {
  it("stops in the middle of a segment and goes on in order", async () => {
    const { near, far, connection } = await pair();
    const { messages } = receiving(connection, {
      message: (text) => {
        if (text === "2") connection.pause();
      },
    });
    near.write("1\n2\n3\n4\n");
    await vi.waitFor(() => expect(messages).toEqual(["1", "2"]));
    expect(far.isPaused()).toBe(true);
    near.write("5\n");
    connection.resume();
    await vi.waitFor(() => expect(messages).toEqual(["1", "2", "3", "4", "5"]));
    expect(far.isPaused()).toBe(false);
  });

  it("goes on when it was resumed as often as paused", async () => {
    const { near, connection } = await pair();
    const { messages } = receiving(connection, {
      message: (text) => {
        if (text !== "1") return;
        connection.pause();
        connection.pause();
      },
    });
    near.write("1\n2\n3\n");
    await vi.waitFor(() => expect(messages).toEqual(["1"]));
    connection.resume();
    expect(messages).toEqual(["1"]);
    connection.resume();
    expect(messages).toEqual(["1", "2", "3"]);
  });

  it("can pause again at each message", async () => {
    const { near, connection } = await pair();
    const { messages } = receiving(connection, {
      message: () => {
        connection.pause();
        setImmediate(() => connection.resume());
      },
    });
    const texts = Array.from({ length: 50 }, (_, index) => String(index));
    near.write(`${texts.join("\n")}\n`);
    await vi.waitFor(() => expect(messages).toEqual(texts));
  });

  it("delivers what came before the other end closed, once it is resumed", async () => {
    const { near, connection } = await pair();
    const { messages, over } = receiving(connection, {
      message: (text) => {
        if (text === "1") connection.pause();
      },
    });
    near.end("1\n2\n3\n");
    await vi.waitFor(() => expect(messages).toEqual(["1"]));
    connection.resume();
    expect(await over).toBeUndefined();
    expect(messages).toEqual(["1", "2", "3"]);
  });

  it("still sends", async () => {
    const { near, connection } = await pair();
    receiving(connection);
    connection.pause();
    connection.send("1");
    expect(await received(near, 2)).toBe("1\n");
  });
});

describe("a stream connection's limits", () => {
  it("take a message as long as the limit", async () => {
    const { near, connection } = await pair({ maxMessage: 10 });
    const { messages } = receiving(connection);
    near.write(`${"x".repeat(10)}\n`);
    await vi.waitFor(() => expect(messages).toEqual(["x".repeat(10)]));
  });

  it.each([
    ["complete", `${"x".repeat(11)}\n`],
    ["incomplete", "x".repeat(11)],
    ["behind good ones", `1\n2\n${"x".repeat(11)}\n3\n`],
  ])("end a connection at a message that is longer: %s", async (_what, text) => {
    const { near, connection } = await pair({ maxMessage: 10 });
    const { messages, over } = receiving(connection, { message: (message) => connection.send(message) });
    near.resume();
    near.write(text);
    expect(await over).toMatchObject({
      code: "TOO_LONG",
      message: `${connection.remoteAddress}: a message of more than 10 characters`,
    });
    expect(messages).toEqual(text.startsWith("1") ? ["1", "2"] : []);
  });

  it.each([
    ["texts", (message: string) => message],
    ["bytes", (message: string) => Buffer.from(`${message}\n`)],
  ])("end a connection whose other end does not read its %s", async (_what, form) => {
    const maxQueue = 200_000;
    const { far, connection } = await pair({ maxQueue });
    const { ends } = receiving(connection);
    const message = form("x".repeat(50_000));
    let longest = 0;
    for (let count = 0; ends.length === 0 && count < 10_000; count++) {
      connection.send(message);
      await new Promise((resolve) => setImmediate(resolve));
      longest = Math.max(longest, far.writableLength);
    }
    expect(ends).toMatchObject([
      {
        code: "OVERLOADED",
        message: `${connection.remoteAddress}: reads too slowly, more than 200000 bytes wait`,
      },
    ]);
    expect(longest).toBeLessThanOrEqual(maxQueue);
    connection.send(message);
    expect(far.writableLength).toBeLessThanOrEqual(maxQueue + message.length);
  });

  it("end it within the segment whose answers are too many, with no more of it delivered", async () => {
    const { near, connection } = await pair({ maxQueue: 100_000 });
    const answer = "x".repeat(50_000);
    const { messages, over } = receiving(connection, { message: () => connection.send(answer) });
    near.pause();
    near.write("1\n".repeat(2_000));
    expect(await over).toMatchObject({ code: "OVERLOADED" });
    expect(messages.length).toBeLessThan(1_000);
  });

  it("are checked before messages are put together to one that no text can hold", async () => {
    const { connection } = await pair({ maxQueue: 100_000 });
    const { over } = receiving(connection);
    const message = "x".repeat(100_000_000);
    for (let count = 0; count < 10; count++) connection.send(message);
    expect(await over).toMatchObject({ code: "OVERLOADED" });
  });

  it("end it within one tick", async () => {
    const { connection } = await pair({ maxQueue: 100_000 });
    const { over } = receiving(connection);
    for (let count = 0; count < 1_000; count++) connection.send("x".repeat(50_000));
    expect(await over).toMatchObject({ code: "OVERLOADED" });
  });
});

describe("a stream connection whose receiver throws", () => {
  const broken = () => {
    throw new Error("broken");
  };

  it("is closed and says why; nothing more is delivered", async () => {
    const { near, connection } = await pair();
    const { messages, over } = receiving(connection, { message: broken });
    near.write("1\n2\n");
    expect(await over).toMatchObject({ code: "INTERNAL_ERROR", cause: { message: "broken" } });
    expect(messages).toEqual(["1"]);
  });

  it("is closed where that is told of the other end's end", async () => {
    const { near, connection } = await pair();
    const { over } = receiving(connection, { ended: broken });
    near.end();
    expect(await over).toMatchObject({ code: "INTERNAL_ERROR", cause: { message: "broken" } });
  });

  it("harms nobody else when it is told of the close", async () => {
    const { near, connection } = await pair();
    const closed = new Promise<void>((resolve) => {
      connection.open({
        message: () => {},
        closed: () => {
          resolve();
          broken();
        },
      });
    });
    near.destroy();
    await closed;
  });
});

it("takes many clients' pipelined requests and answers each in order", async () => {
  const server = createServer((socket) => {
    const connection = streamConnection(socket, defaults);
    receiving(connection, { message: (text) => connection.send(text) });
  });
  const port = await listening(server);
  const text = Array.from({ length: 500 }, (_, index) => `${index}\n`).join("");
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const socket = await connected(port);
      socket.end(text);
      return everything(socket);
    }),
  );
  expect(new Set(answers)).toEqual(new Set([text]));
});
