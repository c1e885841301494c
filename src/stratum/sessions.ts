import { hostOf } from "../transport/address.js";

/** The sessions of a server: iterate over them, or get one by its id. */
export interface Sessions<Session> extends Iterable<Session> {
  readonly size: number;
  get(id: string): Session | undefined;
}

/** The server's own collection of sessions. */
export class SessionRegistry<Session extends { readonly id: string; readonly remoteAddress: string }>
  implements Sessions<Session>
{
  readonly #sessions = new Map<string, Session>();
  readonly #byHost = new Map<string, number>();

  get size(): number {
    return this.#sessions.size;
  }

  /** The number of sessions of a host. */
  countOf(host: string): number {
    return this.#byHost.get(host) ?? 0;
  }

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  add(session: Session): void {
    const host = hostOf(session.remoteAddress);
    this.#sessions.set(session.id, session);
    this.#byHost.set(host, this.countOf(host) + 1);
  }

  delete(session: Session): void {
    if (!this.#sessions.delete(session.id)) return;
    const host = hostOf(session.remoteAddress);
    const left = this.countOf(host) - 1;
    if (left > 0) this.#byHost.set(host, left);
    else this.#byHost.delete(host);
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#sessions.values();
  }
}
