import { once } from "node:events";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { awaitOpening, type Opening } from "../../src/transport/opening.js";
import { socketPair } from "./loopback.js";

/** A socket, the one at its other end, and what that one opened with. */
async function opening(deadline = 10_000): Promise<{ near: Socket; far: Socket; opened: Opening[] }> {
  const [near, far] = await socketPair({ allowHalfOpen: true });
  near.setNoDelay(true).resume();
  const opened: Opening[] = [];
  awaitOpening(far, { deadline }, (what) => opened.push(what));
  return { near, far, opened };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("awaitOpening", () => {
  it.each<[string, string | Buffer, Opening["kind"]]>([
    ["a request", "POST / HTTP/1.1\r\n", "http"],
    ["a request's first byte", "G", "http"],
    ["another request's", "P", "http"],
    ["a TLS handshake", Buffer.from([0x16, 3, 1]), "tls"],
    ["an object", '{"id":1}', "messages"],
    ["a batch", "[", "messages"],
    ["a line end", "\r\n", "messages"],
    ["small letters", "get", "messages"],
    ["any byte", Buffer.from([0xff]), "messages"],
  ])("knows %s", async (_what, bytes, kind) => {
    const { near, opened } = await opening();
    near.write(bytes);
    await vi.waitFor(() => expect(opened).toEqual([{ kind, remoteAddress: `127.0.0.1:${near.localPort}` }]));
  });

  it("leaves every byte to be read", async () => {
    const { near, far, opened } = await opening();
    near.write('{"id"');
    await vi.waitFor(() => expect(opened).toHaveLength(1));
    let text = "";
    far.on("data", (chunk) => {
      text += chunk;
    });
    near.write(":1}");
    await vi.waitFor(() => expect(text).toBe('{"id":1}'));
  });

  it("leaves no listeners of its own but one for the end", async () => {
    const { near, far, opened } = await opening();
    const before = far.listenerCount("end");
    near.write("{");
    await vi.waitFor(() => expect(opened).toHaveLength(1));
    expect(far.listenerCount("readable")).toBe(0);
    expect(far.listenerCount("error")).toBe(0);
    expect(far.listenerCount("end")).toBe(before - 1);
  });

  it("closes a connection that sends nothing until the deadline", async () => {
    const { far, opened } = await opening(1);
    await once(far, "close");
    expect(opened).toEqual([]);
  });

  it.each([
    ["closes", (near: Socket) => near.end()],
    ["breaks off", (near: Socket) => near.resetAndDestroy()],
  ])("closes a connection whose other end %s before it sends anything", async (_how, act) => {
    const { near, far, opened } = await opening();
    const closed = new Promise((resolve) => far.once("close", resolve));
    act(near);
    await closed;
    expect(opened).toEqual([]);
  });

  it("leaves no timer behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { near, far, opened } = await opening();
    expect(vi.getTimerCount()).toBe(1);
    const data = once(far, "readable");
    near.write("{");
    await data;
    expect(opened).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
