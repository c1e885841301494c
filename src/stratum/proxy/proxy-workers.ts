import type { MiningAuthorizeParams } from "../../../generated/stratum/index.js";
import type { ConnectedClient } from "../client.js";
import type { Worker } from "../upstream/login.js";

/** The workers that a pool authorized for a proxy's miners, for authorization at the next pool. */
export class ProxyWorkers {
  readonly #passwords = new Map<string, string>();

  /** Authorizes a worker at the pool. @returns Whether the pool accepts it. */
  async authorize(
    pool: ConnectedClient,
    { username, password = "x" }: MiningAuthorizeParams,
  ): Promise<boolean> {
    const granted = await pool.mining.authorize({ username, password });
    if (granted) this.#passwords.set(username, password);
    return granted;
  }

  /** The workers of open sessions; others are forgotten. */
  present(sessions: Iterable<{ readonly workers: ReadonlySet<string> }>): Worker[] {
    const present = new Set([...sessions].flatMap(({ workers }) => [...workers]));
    for (const username of this.#passwords.keys())
      if (!present.has(username)) this.#passwords.delete(username);
    return [...this.#passwords].map(([username, password]) => ({ username, password }));
  }
}
