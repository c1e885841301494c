import type { EventEmitter } from "node:events";
import { debugLogger, type Logger } from "./log.js";

/** The part of an emitter that is used, whatever its events are. */
type Emitter = Pick<EventEmitter, "rawListeners" | "emit">;

/**
 * Isolates an emitter from its listeners: when one throws or its promise rejects, the error is logged
 * and reported by the event `failed` with the error and the event's name. The other listeners are still
 * called. Without this, an exception in a listener of a socket's event would end the process.
 */
export function guardListeners(emitter: Emitter, logger: Logger = debugLogger): void {
  const unheard = emitter.emit.bind(emitter);
  const failed = (error: unknown, name: string | symbol) => {
    const reason = error instanceof Error ? error.stack : String(error);
    logger.error(`a listener of "${String(name)}" failed: ${reason}`);
    if (name !== "failed") emit("failed", error, String(name));
  };
  const emit = (name: string | symbol, ...args: unknown[]): boolean => {
    const listeners = emitter.rawListeners(name);
    if (listeners.length === 0) return unheard(name, ...args);
    for (const listener of listeners) {
      try {
        const returned: unknown = Reflect.apply(listener, emitter, args);
        if (returned instanceof Promise) returned.catch((error) => failed(error, name));
      } catch (error) {
        failed(error, name);
      }
    }
    return true;
  };
  Object.defineProperty(emitter, "emit", { value: emit, configurable: true, writable: true });
}
