import { decode } from "../wire/decode.js";
import type { Message } from "../wire/message.js";
import type { Answer, Dispatcher } from "./dispatcher.js";
import { RpcError } from "./error.js";
import { whenSettled } from "./settled.js";

/**
 * Answers one text: a call, or a batch of calls, whose answers are one array in the order of the calls
 * (JSON-RPC 2.0, section 6). Undefined when no answer is due: for a notification, or a batch of nothing
 * else. For transports where an answer belongs to a request, such as HTTP.
 */
export function exchange<Context>(
  dispatcher: Dispatcher<Context>,
  text: string,
  context: Context,
): Answer | Promise<Answer> {
  return answerMessage(dispatcher, decode(text), context);
}

/** Answers a call, or a batch of calls, that is already decoded. */
export function answerMessage<Context>(
  dispatcher: Dispatcher<Context>,
  message: Message | Message[],
  context: Context,
): Answer | Promise<Answer> {
  return Array.isArray(message)
    ? answerBatch(dispatcher, message, context)
    : answerOne(dispatcher, message, context);
}

/** Default limit of the answers to a batch, in characters: enough for daemons, and below the longest string. */
const defaultMaxAnswers = 268_435_456;

/** The most messages in a batch. */
const maxBatch = 1_000;

/**
 * Answers the calls of a batch and skips its replies; at once when every handler returns a value. When the
 * answers exceed `maxAnswers` characters in total, the remaining calls are not executed and get `OVERLOADED`.
 * A batch of more than 1,000 messages is refused as a whole.
 */
export function answerBatch<Context>(
  dispatcher: Dispatcher<Context>,
  messages: readonly Message[],
  context: Context,
  maxAnswers = defaultMaxAnswers,
): Answer | Promise<Answer> {
  if (messages.length > maxBatch)
    return dispatcher.refuse({
      kind: "malformed",
      id: "null",
      fault: "not a message",
      reason: `a batch can have at most ${maxBatch} calls`,
    });
  let length = 0;
  const isFull = () => length > maxAnswers;
  const refuse = (message: Message) =>
    message.kind === "call" ? dispatcher.fail(message, new RpcError("OVERLOADED")) : undefined;
  const count = (message: Message, answer: Answer): Answer => {
    if (isFull() && answer !== undefined) return refuse(message);
    length += answer?.length ?? 0;
    return answer;
  };
  const answers = messages.map((message) => {
    if (isFull()) return refuse(message);
    return whenSettled(answerOne(dispatcher, message, context), (answer) => count(message, answer));
  });
  return answers.some((answer) => answer instanceof Promise)
    ? Promise.all(answers).then(joined)
    : joined(answers.filter((answer) => typeof answer === "string"));
}

function joined(answers: readonly Answer[]): Answer {
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
