import { decode } from "../wire/decode.js";
import type { Message } from "../wire/message.js";
import type { Answer, Dispatcher } from "./dispatcher.js";

/**
 * Answers one text: a call, or a batch of calls, whose answers come in one array in the order of
 * the calls (JSON-RPC 2.0, section 6). Undefined where nobody waits: a notification, or nothing else
 * in the batch. For transports where an answer belongs to a request, as in HTTP.
 */
export function exchange<Context>(
  dispatcher: Dispatcher<Context>,
  text: string,
  context: Context,
): Answer | Promise<Answer> {
  const message = decode(text);
  return Array.isArray(message)
    ? answerBatch(dispatcher, message, context)
    : answerOne(dispatcher, message, context);
}

/** Answers the calls of a batch; its replies are passed over. */
export async function answerBatch<Context>(
  dispatcher: Dispatcher<Context>,
  messages: readonly Message[],
  context: Context,
): Promise<Answer> {
  const answers = await Promise.all(messages.map((message) => answerOne(dispatcher, message, context)));
  const given = answers.filter((answer) => answer !== undefined);
  return given.length > 0 ? `[${given.join(",")}]` : undefined;
}

function answerOne<Context>(
  dispatcher: Dispatcher<Context>,
  message: Message,
  context: Context,
): Answer | Promise<Answer> {
  if (message.kind === "call") return dispatcher.answer(message, context);
  return message.kind === "malformed" ? dispatcher.refuse(message) : undefined;
}
