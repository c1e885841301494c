/** Listeners by event. Node.js and browsers have different emitters. */
export interface Emitter<Events extends Record<keyof Events, unknown[]>> {
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
  once<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
  off<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): this;
}

type Listener = (...args: unknown[]) => unknown;

/** The number of events that are kept for a first listener. */
const maxEarly = 1_024;

/** Calls listeners by the name of an event. */
export class Listeners {
  readonly #byName = new Map<string, Set<{ readonly listener: Listener; readonly once: boolean }>>();
  readonly #failed: (error: unknown) => void;
  /** Events without a listener so far. */
  #early: { readonly name: string; readonly args: unknown[] }[] | undefined = [];

  /** @param failed Called with the error of a listener that throws or rejects; the others are still called. */
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

  /** Stops keeping events without a listener. */
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
