import { describe, expect, it, vi } from "vitest";
import { memoryPair } from "../../src/transport/index.js";
import { receiving } from "./receiving.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("memoryPair", () => {
  it("delivers in order, in both directions", async () => {
    const [first, second] = memoryPair();
    const [atFirst, atSecond] = [receiving(first), receiving(second)];
    for (const text of ["1", "2", "3"]) first.send(text);
    second.send("a");
    second.send("b");
    await vi.waitFor(() => expect(atFirst.messages).toEqual(["a", "b"]));
    expect(atSecond.messages).toEqual(["1", "2", "3"]);
  });

  it("never delivers within the call that sends", () => {
    const [first, second] = memoryPair();
    const { messages } = receiving(second);
    first.send("1");
    expect(messages).toEqual([]);
  });

  it("delivers what was sent before the other end was opened", async () => {
    const [first, second] = memoryPair();
    first.send("1");
    await turn();
    const { messages } = receiving(second);
    await vi.waitFor(() => expect(messages).toEqual(["1"]));
  });

  it("delivers bytes as the text that they are, without the line end", async () => {
    const [first, second] = memoryPair();
    const { messages } = receiving(second);
    first.send(Buffer.from('{"é":1}\n'));
    await vi.waitFor(() => expect(messages).toEqual(['{"é":1}']));
  });

  it("tells both ends once that it is over", async () => {
    const [first, second] = memoryPair();
    const [atFirst, atSecond] = [receiving(first), receiving(second)];
    first.close();
    first.close();
    second.close();
    await Promise.all([atFirst.over, atSecond.over]);
    await turn();
    expect([atFirst.ends, atSecond.ends]).toEqual([[undefined], [undefined]]);
  });

  it("delivers what was sent before the close, and nothing that was sent after", async () => {
    const [first, second] = memoryPair();
    const [atFirst, atSecond] = [receiving(first), receiving(second)];
    first.send("1");
    first.send("2");
    first.close();
    first.send("3");
    second.send("a");
    await Promise.all([atFirst.over, atSecond.over]);
    expect(atSecond.messages).toEqual(["1", "2"]);
    expect(atFirst.messages).toEqual([]);
  });

  it("delivers nothing to an end that closed, not even from within a message", async () => {
    const [first, second] = memoryPair();
    const { messages, over } = receiving(second, { message: () => second.close() });
    for (const text of ["1", "2", "3"]) first.send(text);
    await over;
    expect(messages).toEqual(["1"]);
  });

  it("stops while it is paused, as often as it was, even in the middle of a delivery", async () => {
    const [first, second] = memoryPair();
    const { messages } = receiving(second, {
      message: (text) => {
        if (text !== "2") return;
        second.pause();
        second.pause();
      },
    });
    for (const text of ["1", "2", "3"]) first.send(text);
    await vi.waitFor(() => expect(messages).toEqual(["1", "2"]));
    second.resume();
    await turn();
    expect(messages).toEqual(["1", "2"]);
    second.resume();
    await vi.waitFor(() => expect(messages).toEqual(["1", "2", "3"]));
  });

  it("is over for an end that is paused only after what was sent to it", async () => {
    const [first, second] = memoryPair();
    const { messages, ends, over } = receiving(second);
    second.pause();
    first.send("1");
    first.close();
    await turn();
    expect([messages, ends]).toEqual([[], []]);
    second.resume();
    await over;
    expect(messages).toEqual(["1"]);
  });

  it("names its ends", () => {
    expect(memoryPair().map(({ remoteAddress }) => remoteAddress)).toEqual(["memory:1", "memory:2"]);
  });
});
