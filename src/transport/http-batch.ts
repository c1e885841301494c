import { failedCall, isRpcError, RpcError } from "../rpc/error.js";
import type { Caller } from "../rpc/method.js";
import { type PreparedCall, prepareCall } from "../rpc/prepared-call.js";
import type { ResultPolicy } from "../rpc/result.js";
import { fromWireError } from "../rpc/wire-error.js";
import { decode } from "../wire/decode.js";
import { parseExact } from "../wire/exact.js";
import { jsonrpc2 } from "../wire/jsonrpc2.js";
import type { Reply } from "../wire/message.js";
import { readError } from "../wire/read-error.js";

/** Calls a method without a descriptor, by position or by name. */
export type UntypedCall = (
  method: string,
  params?: readonly unknown[] | Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** How a batch is sent. */
export interface BatchExchange {
  readonly nextId: () => number;
  readonly results: (method: string) => ResultPolicy;
  /** Sends a text and returns the one that answers it. @throws RpcError. */
  readonly post: (body: string) => Promise<string>;
  /** The error for an answer that is not a batch. */
  readonly refuse: (text: string) => RpcError;
}

/** Returns the reply to a call of the batch. */
type Replies = (id: number, name: string, exact: readonly string[] | undefined) => Reply;

/**
 * Sends calls as one request. `collect` makes them synchronously; each gets its own result or error.
 *
 * @throws RpcError when the request as a whole fails: then no call has a result.
 */
export async function sendBatch<const Calls extends readonly unknown[] | []>(
  collect: (caller: Caller, call: UntypedCall) => Calls,
  { nextId, results, post, refuse }: BatchExchange,
) {
  const requests: Promise<string | undefined>[] = [];
  let answer: (replies: Replies) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const answered = new Promise<Replies>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  void answered.catch(() => {});
  const read = async <Result>(id: number, name: string, preparing: Promise<PreparedCall<Result>>) => {
    const { exact, result, check } = await preparing;
    const replies = await answered.catch((error) => {
      throw isRpcError(error) ? failedCall(error, name) : error;
    });
    return check(result(replies(id, name, exact)));
  };
  /** The rejection of a call that the caller ignores must not end the process. */
  const add = <Result>(name: string, preparing: Promise<PreparedCall<Result>>): Promise<Result> => {
    const id = nextId();
    requests.push(
      preparing.then(
        ({ wire }) => jsonrpc2.request(id, name, wire),
        () => undefined,
      ),
    );
    const result = read(id, name, preparing);
    void result.catch(() => {});
    return result;
  };
  const calls = collect(
    {
      call: (method, params) => add(method.name, prepareCall(method, params, results(method.name))),
      notify: ({ name }) => {
        throw new RpcError("INVALID_REQUEST", `${name}: a notification has no answer to be batched`, {
          executed: "no",
        });
      },
    },
    (name, params = []) =>
      add(name, Promise.resolve({ wire: params, result: ({ result }) => result, check: (result) => result })),
  );
  const settled = Promise.allSettled(calls);
  try {
    const bodies = (await Promise.all(requests)).filter((body) => body !== undefined);
    answer(readReplies(bodies.length > 0 ? await post(`[${bodies.join(",")}]`) : "[]", refuse));
  } catch (error) {
    fail(error);
    throw error;
  }
  return settled;
}

function readReplies(text: string, refuse: BatchExchange["refuse"]): Replies {
  const messages = text === "[]" ? [] : decode(text);
  if (!Array.isArray(messages)) {
    const error = messages.kind === "reply" ? readError(messages.error) : undefined;
    throw error ? fromWireError(error, jsonrpc2) : refuse(text);
  }
  const positions = new Map(
    messages.map((message, index) => [message.kind === "reply" ? message.id : "", index]),
  );
  return (id, name, exact) => {
    const position = positions.get(String(id)) ?? -1;
    const reply = messages[position];
    if (reply?.kind !== "reply")
      throw new RpcError("REMOTE", `${name}: the batch response has no answer to this call`, {
        method: name,
      });
    const error = readError(reply.error);
    if (error) throw fromWireError(error, jsonrpc2, name);
    return exact ? { ...reply, result: exactResult(text, position, exact) } : reply;
  };
}

/** The result of a reply, with all digits of its exact numbers. */
function exactResult(text: string, position: number, exact: readonly string[]): unknown {
  const replies: unknown = parseExact(
    text,
    exact.map((path) => `/*/result${path}`),
  );
  return Reflect.get(Object(Reflect.get(Object(replies), position)), "result");
}
