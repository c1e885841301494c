import { vi } from "vitest";
import { Dispatcher, type DispatcherOptions } from "../../src/rpc/index.js";
import { decode } from "../../src/wire/decode.js";
import { stratum } from "../../src/wire/stratum.js";

/** What a dispatcher of a test tells besides its answers. */
export function listeners() {
  return {
    failed: vi.fn<NonNullable<DispatcherOptions<string>["failed"]>>(),
    ignored: vi.fn<NonNullable<DispatcherOptions<string>["ignored"]>>(),
    notified: vi.fn<NonNullable<DispatcherOptions<string>["notified"]>>(),
  };
}

/** A dispatcher that speaks Stratum and has a text for a context. */
export function createDispatcher(options: Partial<DispatcherOptions<string>> = {}): Dispatcher<string> {
  return new Dispatcher<string>({ dialect: () => stratum(), ...options });
}

/** Answers the text of a call. */
export function answer(dispatcher: Dispatcher<string>, text: string) {
  const message = decode(text);
  if (Array.isArray(message) || message.kind !== "call") throw new Error(`no call: ${text}`);
  return dispatcher.answer(message, "context");
}
