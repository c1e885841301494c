/** The sessions of a server: iterate over them, or look one up by its id. */
export interface Sessions<Session> extends Iterable<Session> {
  readonly size: number;
  get(id: string): Session | undefined;
}

/** Sessions as their server keeps them. */
export class SessionRegistry<Session extends { readonly id: string }> implements Sessions<Session> {
  readonly #sessions = new Map<string, Session>();

  get size(): number {
    return this.#sessions.size;
  }

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  add(session: Session): void {
    this.#sessions.set(session.id, session);
  }

  delete(session: Session): void {
    this.#sessions.delete(session.id);
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#sessions.values();
  }
}
