import { decode } from "../wire/decode.js";
import type { Message } from "../wire/message.js";
import type { Answer, Dispatcher } from "./dispatcher.js";
import { RpcError } from "./error.js";

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
  return answerMessage(dispatcher, decode(text), context);
}

/** Answers a call, or a batch of calls, whose text is read already. */
export function answerMessage<Context>(
  dispatcher: Dispatcher<Context>,
  message: Message | Message[],
  context: Context,
): Answer | Promise<Answer> {
  return Array.isArray(message)
    ? answerBatch(dispatcher, message, context)
    : answerOne(dispatcher, message, context);
}

/** Characters of the answers to a batch where nobody says otherwise: what daemons send, and less than a text can hold. */
const defaultMaxAnswers = 268_435_456;

/**
 * Answers the calls of a batch; its replies are passed over. Once the answers are longer than `maxAnswers`
 * characters together, each further one is `OVERLOADED` instead, and its call is not executed any more.
 */
export async function answerBatch<Context>(
  dispatcher: Dispatcher<Context>,
  messages: readonly Message[],
  context: Context,
  maxAnswers = defaultMaxAnswers,
): Promise<Answer> {
  let length = 0;
  const isFull = () => length > maxAnswers;
  const refuse = (message: Message) =>
    message.kind === "call" ? dispatcher.fail(message, new RpcError("OVERLOADED")) : undefined;
  const answers = messages.map(async (message) => {
    if (isFull()) return refuse(message);
    const answering = answerOne(dispatcher, message, context);
    const answer = answering instanceof Promise ? await answering : answering;
    if (isFull() && answer !== undefined) return refuse(message);
    length += answer?.length ?? 0;
    return answer;
  });
  const given = (await Promise.all(answers)).filter((answer) => answer !== undefined);
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
