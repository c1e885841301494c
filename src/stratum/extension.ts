import {
  type ClientMethods,
  protocol as core,
  type ServerMethods,
  type ToClient,
  type ToServer,
} from "../../generated/stratum/index.js";
import {
  type AnyProtocol,
  type Caller,
  type ClientMethodsOf,
  type Handlers,
  implied,
  type ServerMethodsOf,
  type ToClientOf,
  type ToServerOf,
} from "../rpc/index.js";

/** Handlers of a server: Stratum's, except for methods that the extension redefines, and the extension's. */
export type ServerHandlersOf<Extension extends AnyProtocol, Context> = Handlers<
  Omit<ServerMethods, keyof ServerMethodsOf<Extension>>,
  Context
> &
  Handlers<ServerMethodsOf<Extension>, Context>;

/** Handlers of a client, all optional: missing ones are built in. */
export type ClientHandlersOf<Extension extends AnyProtocol, Context> = Partial<
  Handlers<Omit<ClientMethods, keyof ClientMethodsOf<Extension>>, Context> &
    Handlers<ClientMethodsOf<Extension>, Context>
>;

/** The methods of miners that a server can call. */
export type SendOf<Extension extends AnyProtocol> = ToClient & ToClientOf<Extension>;

/** The methods of a pool that a client can call. */
export type CallsOf<Extension extends AnyProtocol> = ToServer & ToServerOf<Extension>;

/** The stubs of a server: Stratum's and the extension's. */
export function serverStubs<Extension extends AnyProtocol>(
  extension: Extension | undefined,
): (caller: Caller) => SendOf<Extension> {
  return (caller) => join<SendOf<Extension>>(core.toClient(caller), extension?.toClient(caller));
}

/** The stubs of a client: Stratum's and the extension's. */
export function clientStubs<Extension extends AnyProtocol>(
  extension: Extension | undefined,
): (caller: Caller) => CallsOf<Extension> {
  return (caller) => join<CallsOf<Extension>>(core.toServer(caller), extension?.toServer(caller));
}

function join<Joined>(stubs: object, more: object = {}): Joined {
  const joined: unknown = joinNamespaces(stubs, more);
  implied<Joined>(joined);
  return joined;
}

function joinNamespaces(stubs: object, more: object): object {
  const joined: Record<string, unknown> = { ...stubs };
  for (const [name, added] of Object.entries(more)) {
    const there = joined[name];
    joined[name] = isNamespace(there) && isNamespace(added) ? joinNamespaces(there, added) : added;
  }
  return joined;
}

function isNamespace(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
