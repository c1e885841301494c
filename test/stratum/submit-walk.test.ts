import { once } from "node:events";
import { expect, it, onTestFinished, vi } from "vitest";
import { connected } from "../transport/loopback.js";
import { job, startServer } from "./servers.js";

/** Functions of `src` between the socket's event and the handler. */
const longestWalk = 9;

it(`a submit line passes ${longestWalk} functions at most from the socket to its handler`, async () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  onTestFinished(() => {
    Error.stackTraceLimit = limit;
  });
  let stack = "";
  const { port } = await startServer({
    handlers: {
      "mining.authorize": () => true,
      "mining.submit": () => {
        stack = new Error("here").stack ?? "";
        return true;
      },
    },
  });
  const socket = await connected(port);
  const line = (id: number, method: string, ...params: string[]) =>
    `${JSON.stringify({ id, method, params })}\n`;
  socket.write(line(1, "mining.subscribe") + line(2, "mining.authorize", "alice", "x"));
  const submit = line(3, "mining.submit", "alice", job.jobId, "00000000", "504e86b9", "00000000");
  while (stack === "") {
    await once(socket, "data");
    socket.write(submit);
  }
  const own = stack.split("\n").filter((frame) => /\/src\//.test(frame));
  expect(own.length).toBeGreaterThan(3);
  expect(own.length).toBeLessThanOrEqual(longestWalk);
});

it.each([
  ["a call", 1, (one: string) => one],
  ["a batch", 3, (one: string) => `[${one},${one},${one}]`],
])("%s is decoded once", async (_what, count, written) => {
  let calls = 0;
  const { port } = await startServer({ handlers: { "mining.authorize": () => ++calls > 0 } });
  const socket = await connected(port);
  const parse = vi.spyOn(JSON, "parse");
  onTestFinished(() => parse.mockRestore());
  socket.write(`${written('{"id":1,"method":"mining.authorize","params":["a","b"]}')}\n`);
  await vi.waitFor(() => expect(calls).toBe(count));
  expect(parse).toHaveBeenCalledTimes(1);
});
