import type { CallOptions } from "../rpc/call-options.js";
import { RpcError } from "../rpc/error.js";
import { waitFor } from "../rpc/wait.js";
import { decode } from "../wire/decode.js";
import type { IdText, Message } from "../wire/message.js";
import type { HttpReply } from "./http-post.js";

/** A call that is waiting to be sent with others. */
interface Waiting {
  readonly id: IdText;
  readonly body: string;
  readonly deadline: number;
  readonly resolve: (message: Message) => void;
  readonly reject: (error: unknown) => void;
}

/** Sends the body of a request. */
type Post = (body: string, deadline: number) => Promise<HttpReply>;

/** Joins the calls of one turn of the event loop into one HTTP request. */
export class HttpBatcher {
  readonly #max: number;
  readonly #post: Post;
  readonly #refuse: (reply: HttpReply) => RpcError;
  #waiting: Waiting[] = [];

  /**
   * @param max The most calls in a request.
   * @param refuse Creates the error for an answer that is not a batch.
   */
  constructor(max: number, post: Post, refuse: (reply: HttpReply) => RpcError) {
    this.#max = max;
    this.#post = post;
    this.#refuse = refuse;
  }

  /** Sends a call and returns its answer. */
  send(
    id: number,
    body: string,
    name: string,
    options: Required<Pick<CallOptions, "deadline">> & CallOptions,
  ) {
    const { deadline } = options;
    const answered = new Promise<Message>((resolve, reject) => {
      if (this.#waiting.push({ id: String(id), body, deadline, resolve, reject }) === 1)
        queueMicrotask(() => this.#flush());
      if (this.#waiting.length >= this.#max) this.#flush();
    });
    return waitFor(answered, name, options);
  }

  #flush(): void {
    const calls = this.#waiting;
    this.#waiting = [];
    if (calls.length === 0) return;
    this.#deliver(calls).catch((error) => {
      for (const { reject } of calls) reject(error);
    });
  }

  async #deliver(calls: readonly Waiting[]): Promise<void> {
    const bodies = calls.map(({ body }) => body);
    const deadline = Math.max(...calls.map((call) => call.deadline));
    const reply = await this.#post(calls.length === 1 ? bodies.join() : `[${bodies.join(",")}]`, deadline);
    const messages = decode(reply.text);
    if (!Array.isArray(messages) && (calls.length > 1 || messages.kind !== "reply"))
      throw this.#refuse(reply);
    const byId = new Map(
      [messages].flat().map((message) => [message.kind === "reply" ? message.id : "", message]),
    );
    const [only] = byId.values();
    for (const { id, resolve, reject } of calls) {
      const message = calls.length === 1 ? only : byId.get(id);
      if (message) resolve(message);
      else reject(new RpcError("REMOTE", "the batch response has no answer to this call"));
    }
  }
}
