import type { ServerMethods } from "../../generated/stratum/index.js";
import { type Handlers, RpcError, version } from "../rpc/index.js";
import { type Algorithm, difficultyOfTarget } from "../work/index.js";
import type { Extranonces } from "./extranonce.js";
import type { ServerSession } from "./server-session.js";
import { type Grants, negotiate } from "./version-mask.js";

/** The internal context of handlers: the session including the server's private part. */
export interface CoreContext<Send, Data> {
  readonly session: ServerSession<Send, Data>;
  readonly signal: AbortSignal;
}

/** Options of the built-in handlers. */
export interface CoreOptions<Send, Data> {
  readonly extranonces: Extranonces;
  /** Returns what is granted to a session. */
  readonly grants: (session: ServerSession<Send, Data>) => Grants;
  /** The algorithm that converts a suggested target to a difficulty. */
  readonly algorithm: Algorithm;
  /** Called when a miner suggests a difficulty. */
  readonly suggested: (session: ServerSession<Send, Data>) => void;
}

/** The methods with built-in handlers. */
type Core = Omit<ServerMethods, "mining.authorize" | "mining.submit" | "mining.get_transactions">;

/** The built-in handlers: handshake, negotiation, keep-alive. */
export function coreHandlers<Send, Data>({
  extranonces,
  grants,
  algorithm,
  suggested,
}: CoreOptions<Send, Data>): Required<Handlers<Core, CoreContext<Send, Data>>> {
  const suggest = (session: ServerSession<Send, Data>, difficulty: number) => {
    if (!(difficulty > 0 && Number.isFinite(difficulty))) return;
    session.suggestedDifficulty = difficulty;
    suggested(session);
  };
  const difficultyOf = (target: string) => difficultyOfTarget(BigInt(`0x${target}`), algorithm);
  return {
    "mining.subscribe": ({ sessionId }, { session }) => {
      const { id, subscribed } = session;
      const extranonce1 = subscribed
        ? session.extranonce1
        : (extranonces.claim(sessionId) ?? extranonces.allocate());
      return {
        subscriptions: [
          ["mining.set_difficulty", id],
          ["mining.notify", id],
        ],
        extranonce1,
        extranonce2Size: subscribed ? session.extranonce2Size : extranonces.extranonce2Size,
      };
    },
    "mining.configure": (params, { session }) => {
      const { answer, versionMask, extranonce, minimumDifficulty } = negotiate(params, grants(session));
      session.versionMask = versionMask ?? session.versionMask;
      session.takesExtranonce ||= extranonce ?? false;
      if (minimumDifficulty) suggest(session, minimumDifficulty);
      return answer;
    },
    "mining.extranonce.subscribe": (_params, { session }) => {
      session.takesExtranonce = grants(session).extranonce;
      return session.takesExtranonce;
    },
    "mining.suggest_difficulty": ({ difficulty }, { session }) => suggest(session, difficulty),
    "mining.suggest_target": ({ target }, { session }) => suggest(session, difficultyOf(target)),
    "mining.capabilities": ({ capabilities: { suggested_target: target } }, { session }) => {
      if (target !== undefined) suggest(session, difficultyOf(target));
    },
    "mining.multi_version": ({ bits }, { session }) => {
      const { versionMask } = grants(session);
      if (bits > 1) session.versionMask = versionMask;
      return versionMask !== 0;
    },
    "mining.hashes_done": () => true,
    "mining.term": (_params, { session }) => session.close(),
    "mining.ping": () => "pong",
    "mining.get_version": () => `stratum/${version}`,
  };
}

/**
 * Records what the owner's handlers decide in the session. Unauthorized clients can't submit shares or request
 * transactions, whose answer takes a megabyte.
 */
export function accounted<Send, Data>(
  handlers: Handlers<ServerMethods, CoreContext<Send, Data>>,
): Handlers<ServerMethods, CoreContext<Send, Data>> {
  const {
    "mining.subscribe": subscribe,
    "mining.authorize": authorize,
    "mining.submit": submit,
    "mining.get_transactions": getTransactions,
  } = handlers;
  return {
    ...handlers,
    ...(subscribe && {
      "mining.subscribe": (params, context) => {
        return then(subscribe(params, context), (result) => {
          context.session.userAgent = params.userAgent ?? context.session.userAgent;
          context.session.grant(result.extranonce1, result.extranonce2Size);
          return result;
        });
      },
    }),
    ...(getTransactions && {
      "mining.get_transactions": (params, context) => {
        if (!context.session.subscribed) throw new RpcError("NOT_SUBSCRIBED");
        return getTransactions(params, context);
      },
    }),
    "mining.authorize": (params, context) => {
      context.session.makeRoomFor(params.username);
      return then(authorize(params, context), (granted) => {
        if (granted) context.session.workers.add(params.username);
        return granted;
      });
    },
    "mining.submit": (params, context) => {
      const { counters, subscribed, workers } = context.session;
      const count = (accepted: boolean) => {
        if (accepted) counters.accepted++;
        else counters.refused++;
        return accepted;
      };
      try {
        if (!subscribed) throw new RpcError("NOT_SUBSCRIBED");
        if (!workers.has(params.username)) throw new RpcError("UNAUTHORIZED");
        return then(submit(params, context), count, () => count(false));
      } catch (error) {
        count(false);
        throw error;
      }
    },
  };
}

/** Continues with a value at once, with a promise once it settles. */
function then<T>(result: T | Promise<T>, next: (value: T) => T, failed?: () => void): T | Promise<T> {
  if (!(result instanceof Promise)) return next(result);
  return result.then(next, (error) => {
    failed?.();
    throw error;
  });
}
