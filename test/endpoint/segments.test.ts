import { Duplex } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Connection, connect, memoryPair, serve } from "../../src/endpoint/index.js";
import { streamConnection } from "../../src/transport/stream.js";
import { contentLength, type Framing, lines, nul, values } from "../../src/wire/index.js";
import { echo } from "./echo.js";

/** Printed when a property fails; the same one repeats the failure. */
const seed = 20_260_730;

/** Cuts and joins what is written at the next of these sizes, in bytes; each piece arrives in a turn of its own. */
function cutPair(sizes: readonly number[]): [Duplex, Duplex] {
  let piece = 0;
  const end = () => {
    let held = Buffer.alloc(0);
    let done: ((error?: null) => void) | undefined;
    let other: Duplex | undefined;
    let isScheduled = false;
    const pass = () => {
      isScheduled = false;
      const size = sizes[piece++ % sizes.length] ?? 1;
      other?.push(held.subarray(0, size));
      held = held.subarray(size);
      if (held.length > 0) schedule();
      else if (done) {
        other?.push(null);
        done();
      }
    };
    const schedule = () => {
      if (!isScheduled) setImmediate(pass);
      isScheduled = true;
    };
    const stream = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _encoding, written) => {
        held = Buffer.concat([held, chunk]);
        schedule();
        written();
      },
      final: (finished) => {
        done = finished;
        schedule();
      },
    });
    const join = (to: Duplex) => {
      other = to;
    };
    return { stream, join };
  };
  const [near, far] = [end(), end()];
  near.join(far.stream);
  far.join(near.stream);
  return [near.stream, far.stream];
}

const limits = { maxMessage: 1_000_000, maxQueue: 10_000_000 };

function framed(framing: Framing, sizes: readonly number[]): [Connection, Connection] {
  const [near, far] = cutPair(sizes);
  return [streamConnection(near, { framing, ...limits }), streamConnection(far, { framing, ...limits })];
}

const ways: Record<string, (sizes: readonly number[]) => [Connection, Connection]> = {
  memory: () => memoryPair(),
  lines: (sizes) => framed(lines, sizes),
  nul: (sizes) => framed(nul, sizes),
  contentLength: (sizes) => framed(contentLength, sizes),
  values: (sizes) => framed(values, sizes),
};

/** A call: who makes it, its value, whether it is answered later, and whether it is joined with others. */
const calls = fc.array(
  fc.record({
    isServers: fc.boolean(),
    value: fc.jsonValue({ maxDepth: 2 }),
    isLater: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
);
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 5_000 })), {
  minLength: 1,
  maxLength: 20,
});

describe.each(Object.keys(ways))("two peers joined by %s", (way) => {
  it.each([false, true])("answer every call once, however bytes are cut (batches: %s)", async (batch) => {
    await fc.assert(
      fc.asyncProperty(calls, sizes, async (made, segments) => {
        const handled: number[] = [];
        const answer = ({ value }: { value?: unknown }) => {
          const { index, isLater, given } = Object(value);
          handled.push(index);
          return isLater ? new Promise((resolve) => setImmediate(resolve, given)) : given;
        };
        const [near, far] = ways[way]?.(segments) ?? memoryPair();
        const server = await serve(echo, { handlers: { echo: answer } });
        const connected = new Promise<{ echo(value: unknown): Promise<unknown> }>((resolve) =>
          server.once("connection", ({ client }) => resolve(client)),
        );
        server.attach(far);
        const client = await connect(near, echo, { batch, handlers: { echo: answer } });
        const ofServer = await connected;
        const answers = await Promise.all(
          made.map(({ isServers, value, isLater }, index) =>
            (isServers ? ofServer : client).echo({ index, isLater, given: value }),
          ),
        );
        expect(answers).toEqual(made.map(({ value }) => JSON.parse(JSON.stringify(value))));
        expect(handled.sort((a, b) => a - b)).toEqual(made.map((_call, index) => index));
        await Promise.all([client.close(), server.close()]);
      }),
      { seed, numRuns: 25 },
    );
  });
});
