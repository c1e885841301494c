import { RpcError, waitFor } from "../../rpc/index.js";
import type { ConnectedClient } from "../client.js";

/** Who logs in. */
export interface PoolLogin {
  /** The worker. Without one nobody is authorized by the handshake. */
  readonly username?: string | undefined;
  /** Default: `x`. */
  readonly password?: string | undefined;
  /** Default: `stratum`. */
  readonly userAgent?: string | undefined;
  /** Further workers to authorize at each login. One that is refused does not stop it. */
  readonly workers?: () => Iterable<Worker>;
}

/** A worker with its password. */
export interface Worker {
  readonly username: string;
  readonly password: string;
}

/** What a pool granted. */
export interface Granted {
  /** To resume the session by; undefined where the pool names none. */
  readonly sessionId: string | undefined;
  readonly extranonce1: string;
  readonly extranonce2Size: number;
  /** Version bits that may be rolled. */
  readonly versionMask: number;
}

/** What is tried at a login. */
export interface LoginOptions extends PoolLogin {
  /** Asks for version rolling (BIP310). A few pools hang up on that. */
  readonly configure: boolean;
  /** The session to be resumed. */
  readonly resume?: string | undefined;
}

/** Milliseconds for a pool to answer what it may not know; some never do. */
const patience = 5_000;

/**
 * Shakes hands with a pool: version rolling, subscription, changes of the extranonce, worker.
 *
 * @throws RpcError `UNAUTHORIZED` where the pool refuses the worker, and what its calls fail with.
 */
export async function logIn(client: ConnectedClient, options: LoginOptions): Promise<Granted> {
  const { username, password = "x", userAgent = "stratum", workers, configure, resume } = options;
  const versionMask = configure ? await askForMask(client) : 0;
  const { subscriptions, extranonce1, extranonce2Size } = await client.mining.subscribe({
    userAgent,
    ...(resume !== undefined && { sessionId: resume }),
  });
  // Pools may answer this or not, and whatever they answer nothing depends on it.
  client.mining.extranonce.subscribe({ deadline: patience }).catch(() => {});
  if (username !== undefined && !(await client.mining.authorize({ username, password }))) {
    throw new RpcError("UNAUTHORIZED", `${client.remoteAddress} refuses the worker ${username}`);
  }
  await Promise.allSettled([...(workers?.() ?? [])].map((worker) => client.mining.authorize(worker)));
  const sessionId = subscriptions.find(([method]) => method === "mining.notify")?.[1];
  return { sessionId, extranonce1, extranonce2Size, versionMask };
}

/** 0 where the pool grants nothing, or does not know the method. */
async function askForMask(client: ConnectedClient): Promise<number> {
  const parameters = { "version-rolling.mask": "ffffffff", "version-rolling.min-bit-count": 2 };
  try {
    // The login goes on without the answer, but the call does not: granted late, bits still belong in every share.
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
