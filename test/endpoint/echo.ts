import type { Method, Protocol } from "../../src/endpoint/index.js";
import { unchecked } from "../../src/runtime/index.js";

/** A call of the one method. */
export const method = { jsonrpc: "2.0", method: "echo" };

interface Methods {
  echo: { params: { value?: unknown }; result: unknown };
}

const descriptor: Method<{ value?: unknown }, unknown> = {
  name: "echo",
  direction: "both",
  kind: "request",
  params: ["value"],
  structure: "either",
  validators: unchecked,
};

/** A protocol of one method, written by hand: each side answers it. */
export const echo: Protocol<
  Methods,
  Methods,
  { echo(value: unknown): Promise<unknown> },
  { echo(value: unknown): Promise<unknown> }
> = {
  title: "Echo",
  version: "1.0.0",
  server: { echo: descriptor },
  client: { echo: descriptor },
  toServer: (caller) => ({ echo: (value) => caller.call(descriptor, { value }) }),
  toClient: (caller) => ({ echo: (value) => caller.call(descriptor, { value }) }),
};
