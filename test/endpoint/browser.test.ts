import { describe, expect, it, vi } from "vitest";
import { isWithoutChromium, openPage } from "./page/chromium.js";
import { tasksModules } from "./page/modules.js";
import { startStaticServer } from "./page/static-server.js";
import { authenticate, started } from "./service.js";

/** A page that is ready, and its origin. */
async function opened() {
  const origin = `http://127.0.0.1:${await startStaticServer(tasksModules)}`;
  const page = await openPage(`${origin}/`);
  await vi.waitFor(async () => expect(await page.evaluate("document.title")).toBe("ready"), 10_000);
  const run = (...args: readonly unknown[]) => page.evaluate(`run(...${JSON.stringify(args)})`);
  return { origin, run };
}

describe.skipIf(isWithoutChromium)("a page in Chromium", { timeout: 60_000 }, () => {
  it("calls over WebSocket and HTTP, is called and notified, and connects again", async () => {
    const { origin, run } = await opened();
    const cors = { origins: [origin] };
    const server = await started(["ws://127.0.0.1:0/rpc", "http://127.0.0.1:0/rpc"], { cors });
    const [ws = "", http = ""] = server.urls;

    expect(await run("open", "ws", ws)).toEqual({ result: null });
    expect(await run("call", "ws", "add", { title: "é 💩" })).toEqual({
      result: { id: 1, title: "é 💩", done: false },
    });
    expect(await run("heard")).toEqual({ result: [1] });
    server.broadcast.tasks.changed({ id: 9 });
    await vi.waitFor(async () => expect(await run("heard")).toEqual({ result: [1, 9] }));

    expect(await run("open", "http", http)).toEqual({ result: null });
    expect(await run("call", "http", "list")).toMatchObject({ result: [{ id: 1 }] });
    expect(await run("call", "http", "complete", { id: 7 })).toMatchObject({
      message: "No task has this number",
      executed: "yes",
      isRpcError: true,
    });

    for (const name of ["ws", "http"])
      expect(await run("call", name, "add", { title: "" })).toMatchObject({
        code: "INVALID_PARAMS",
        message: "tasks.add: title must NOT have fewer than 1 characters",
      });
    expect(await run("call", "ws", "list")).toMatchObject({ result: [{ id: 1 }] });
    expect(await run("call", "ws", "remove", { id: 1 })).toEqual({ result: true });

    await server.close();
    await vi.waitFor(async () =>
      expect(await run("states")).toMatchObject({ result: expect.arrayContaining(["offline"]) }),
    );
    expect(await run("call", "ws", "list", {}, { deadline: 50 })).toMatchObject({ code: "TIMEOUT" });
    await started(server.urls, { cors });
    expect(await run("call", "ws", "add", { title: "again" })).toMatchObject({ result: { id: 1 } });
    expect(await run("call", "http", "list")).toMatchObject({ result: [{ title: "again" }] });
    await run("close", "ws");
    const { result: states } = Object(await run("states"));
    expect([states.filter((state: string) => state === "online").length, states.at(-1)]).toEqual([
      1,
      "close",
    ]);
  });

  it("authenticates with a token, and is refused without one or from elsewhere", async () => {
    const { origin, run } = await opened();
    const urls = ["ws://127.0.0.1:0/", "http://127.0.0.1:0/"];
    const server = await started(urls, { authenticate, cors: { origins: [origin] } });
    const closed = await started(urls);
    for (const [index, name] of ["ws", "http"].entries()) {
      const url = server.urls[index];
      const authorization = "Bearer alice-token";
      expect(await run("open", name, url, { authorization })).toEqual({ result: null });
      expect(await run("call", name, "list")).toEqual({ result: [] });
      await run("open", "stranger", url);
      expect(await run("call", "stranger", "list")).toMatchObject({ code: "UNAUTHORIZED" });
    }
    expect(await run("open", "wrong", server.urls[0], { authorization: "Bearer x" })).toMatchObject({
      code: "UNAUTHORIZED",
    });
    expect(await run("open", "ws", closed.urls[0])).toMatchObject({ code: "CONNECT_FAILED" });
    await run("open", "http", closed.urls[1]);
    expect(await run("call", "http", "list")).toMatchObject({ isRpcError: true });
  });
});
