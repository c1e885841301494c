/** Listeners by event. The platform's own emitters are not the same in Node.js and in browsers. */
export interface Emitter<Events extends Record<keyof Events, unknown[]>> {
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
  once<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
  off<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
}

type Listener = (...args: unknown[]) => unknown;

/** Events that are kept before there is a listener. */
const maxEarly = 1_024;

/** Calls listeners by the name of an event; the types are its user's. */
export class Listeners {
  readonly #byName = new Map<string, Set<{ readonly listener: Listener; readonly once: boolean }>>();
  readonly #failed: (error: unknown) => void;
  /** Events that nobody listens to yet. */
  #early: { readonly name: string; readonly args: unknown[] }[] | undefined = [];

  /** @param failed Called with what a listener throws or rejects with: the other listeners are still called. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  add(name: string, listener: Listener, once: boolean): void {
    const entries = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, entries.add({ listener, once }));
    const early = this.#early?.filter((event) => event.name === name) ?? [];
    if (early.length === 0) return;
    this.#early = this.#early?.filter((event) => event.name !== name);
    queueMicrotask(() => {
      for (const { args } of early) this.emit(name, ...args);
    });
  }

  /** Events without a listener are kept for one that is added soon, until this is called. */
  settle(): void {
    this.#early = undefined;
  }

  remove(name: string, listener: Listener): void {
    const entries = this.#byName.get(name);
    for (const entry of entries ?? []) if (entry.listener === listener) entries?.delete(entry);
  }

  emit(name: string, ...args: unknown[]): void {
    const entries = this.#byName.get(name);
    if (!entries?.size && this.#early && this.#early.length < maxEarly) this.#early.push({ name, args });
    for (const entry of [...(entries ?? [])]) {
      if (entry.once) entries?.delete(entry);
      try {
        const returned: unknown = entry.listener(...args);
        if (returned instanceof Promise) returned.catch(this.#failed);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
