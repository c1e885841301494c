/** Listeners by event. The platform's own emitters are not the same in Node.js and in browsers. */
export interface Emitter<Events extends Record<keyof Events, unknown[]>> {
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
  once<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
  off<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
}

type Listener = (...args: unknown[]) => void;

/** Events that wait for listeners at most; further ones find those that are there. */
const maxHeld = 1_000;

/** Calls listeners by the name of an event; the types are its user's. */
export class Listeners {
  readonly #byName = new Map<string, Set<{ readonly listener: Listener; readonly once: boolean }>>();
  readonly #failed: (error: unknown) => void;
  #held: (() => void)[] | undefined;

  /** @param failed Called with what a listener throws: the other listeners are still called. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  add(name: string, listener: Listener, once: boolean): void {
    const entries = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, entries.add({ listener, once }));
  }

  remove(name: string, listener: Listener): void {
    const entries = this.#byName.get(name);
    for (const entry of entries ?? []) if (entry.listener === listener) entries?.delete(entry);
  }

  /** Keeps events back until `release`. */
  hold(): void {
    this.#held = [];
  }

  release(): void {
    const held = this.#held;
    this.#held = undefined;
    for (const emit of held ?? []) emit();
  }

  emit(name: string, ...args: unknown[]): void {
    if (this.#held && this.#held.length < maxHeld) this.#held.push(() => this.#emit(name, args));
    else this.#emit(name, args);
  }

  #emit(name: string, args: unknown[]): void {
    const entries = this.#byName.get(name);
    for (const entry of [...(entries ?? [])]) {
      if (entry.once) entries?.delete(entry);
      try {
        entry.listener(...args);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
