import { RpcError } from "../rpc/error.js";
import type { HttpPost } from "./http-post.js";

/** Sends requests with the platform's `fetch`, for browsers. */
export function fetchPost(url: string): HttpPost {
  let closing = new AbortController();
  return {
    send: async ({ body, authorization, signal, maxAnswer, name }) => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization && { authorization }) },
        body,
        signal: AbortSignal.any([signal, closing.signal]),
      });
      return { status: response.status, text: await readReply(response, maxAnswer, name) };
    },
    close: async () => {
      closing.abort(new RpcError("CLOSED"));
      closing = new AbortController();
    },
  };
}

async function readReply({ body }: Response, limit: number, name: string): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let size = 0;
  let text = "";
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done || !value) return text + decoder.decode();
    size += value.length;
    if (size > limit) {
      await reader?.cancel();
      throw new RpcError("TOO_LONG", `${name}: the answer is longer than ${limit} bytes`, {
        executed: "yes",
      });
    }
    text += decoder.decode(value, { stream: true });
  }
}
