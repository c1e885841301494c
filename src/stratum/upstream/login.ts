import { RpcError, waitFor } from "../../rpc/index.js";
import type { ConnectedClient } from "../client.js";

/** The credentials of a login. */
export interface PoolLogin {
  /** The worker. Default: the handshake authorizes no worker. */
  readonly username?: string | undefined;
  /** Default: `x`. */
  readonly password?: string | undefined;
  /** Default: `stratum`. */
  readonly userAgent?: string | undefined;
  /** Further workers to authorize at each login. The login continues if one is refused. */
  readonly workers?: () => Iterable<Worker>;
}

/** A worker with its password. */
export interface Worker {
  readonly username: string;
  readonly password: string;
}

/** The result of a login. */
export interface Granted {
  /** The id for resuming the session. Undefined when the pool sends none. */
  readonly sessionId: string | undefined;
  readonly extranonce1: string;
  readonly extranonce2Size: number;
  /** Version bits that may be rolled. */
  readonly versionMask: number;
}

/** Optional parts of a login. */
export interface LoginOptions extends PoolLogin {
  /** Requests version rolling (BIP310), at which a few pools close the connection. */
  readonly configure: boolean;
  /** The session to resume. */
  readonly resume?: string | undefined;
}

/** Milliseconds for a pool to answer a method that it may not know; some never answer. */
const patience = 5_000;

/**
 * Performs the handshake with a pool: version rolling, subscription, changes of the extranonce, worker.
 *
 * @throws RpcError `UNAUTHORIZED` when the pool refuses the worker, and the errors of the calls.
 */
export async function logIn(client: ConnectedClient, options: LoginOptions): Promise<Granted> {
  const { username, password = "x", userAgent = "stratum", workers, configure, resume } = options;
  const versionMask = configure ? await askForMask(client) : 0;
  const { subscriptions, extranonce1, extranonce2Size } = await client.mining.subscribe({
    userAgent,
    ...(resume !== undefined && { sessionId: resume }),
  });
  // Pools may leave this unanswered, and nothing depends on the answer.
  client.mining.extranonce.subscribe({ deadline: patience }).catch(() => {});
  if (username !== undefined && !(await client.mining.authorize({ username, password }))) {
    throw new RpcError("UNAUTHORIZED", `${client.remoteAddress} refuses the worker ${username}`);
  }
  await Promise.allSettled([...(workers?.() ?? [])].map((worker) => client.mining.authorize(worker)));
  const sessionId = subscriptions.find(([method]) => method === "mining.notify")?.[1];
  return { sessionId, extranonce1, extranonce2Size, versionMask };
}

/** Returns 0 when the pool grants nothing or does not know the method. */
async function askForMask(client: ConnectedClient): Promise<number> {
  const parameters = { "version-rolling.mask": "ffffffff", "version-rolling.min-bit-count": 2 };
  try {
    // The login does not wait for the answer, but the call does: bits granted late still belong in every share.
    const answering = client.mining.configure({ extensions: ["version-rolling"], parameters });
    const answer = await waitFor(answering, "mining.configure", { deadline: patience });
    return answer["version-rolling"] === true
      ? Number.parseInt(answer["version-rolling.mask"] ?? "0", 16)
      : 0;
  } catch (error) {
    if (error instanceof RpcError && error.code === "CLOSED") throw error;
    return 0;
  }
}
