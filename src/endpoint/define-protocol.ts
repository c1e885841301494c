import type { CallOptions } from "../rpc/call-options.js";
import { implied } from "../rpc/implied.js";
import type {
  Caller,
  Direction,
  Method,
  MethodTypes,
  NoParams,
  ParamsOf,
  Protocol,
  ResultOf,
} from "../rpc/method.js";
import { unchecked } from "../rpc/no-checks.js";

/** A method described by hand: whether it is answered, and the types of its parameters and result. */
export interface MethodOutline<Types extends MethodTypes = MethodTypes> {
  readonly kind: Method["kind"];
  /** For the compiler only; never set. */
  readonly types?: Types;
}

/** The types of a notification: its handlers return nothing. */
export interface NotificationTypes<Params extends object> {
  params: Params;
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that returns nothing returns void.
  result: void;
}

/** Outlines by the method's name on the wire. */
export type MethodOutlines = Readonly<Record<string, MethodOutline>>;

/** The types of outlined methods. */
export type OutlinedMethods<Outlines> = {
  [Name in keyof Outlines]: Outlines[Name] extends MethodOutline<infer Types> ? Types : never;
};

/** Stubs by the method's name on the wire: `client["textDocument/hover"]({ … })`. */
export type OutlinedStubs<Methods> = {
  readonly [Name in keyof Methods]: (
    ...args: NoParams extends ParamsOf<Methods[Name]>
      ? [params?: ParamsOf<Methods[Name]>, options?: CallOptions]
      : [params: ParamsOf<Methods[Name]>, options?: CallOptions]
  ) => ResultOf<Methods[Name]> extends void ? void : Promise<ResultOf<Methods[Name]>>;
};

/** Describes a method that is answered. Parameters are an object or an array, sent unchanged. */
export function request<Params extends object = NoParams, Result = unknown>(): MethodOutline<{
  params: Params;
  result: Result;
}> {
  return { kind: "request" };
}

/** Describes a method that is not answered. */
export function notification<Params extends object = NoParams>(): MethodOutline<NotificationTypes<Params>> {
  return { kind: "notification" };
}

/**
 * Defines a protocol by hand if there is no document to generate it from. Types exist for the compiler only:
 * unlike in generated protocols, parameters and results are not validated at run time. Stubs are flat,
 * `client["tasks.add"]({ … })`; those of generated protocols are nested, `client.tasks.add({ … })`.
 *
 * ```ts
 * const languageServer = defineProtocol({
 *   server: { initialize: request<{ rootUri: string | null }, { capabilities: object }>(), initialized: notification() },
 *   client: { "window/logMessage": notification<{ type: number; message: string }>() },
 * });
 * ```
 *
 * @param definition `server` has the methods of servers, `client` those of clients.
 */
export function defineProtocol<
  Server extends MethodOutlines = NoParams,
  Client extends MethodOutlines = NoParams,
>(definition: {
  readonly title?: string;
  readonly version?: string;
  readonly server?: Server;
  readonly client?: Client;
}): Protocol<
  OutlinedMethods<Server>,
  OutlinedMethods<Client>,
  OutlinedStubs<OutlinedMethods<Server>>,
  OutlinedStubs<OutlinedMethods<Client>>
> {
  const { title = "", version = "" } = definition;
  const server = describe(definition.server ?? {}, "clientToServer");
  const client = describe(definition.client ?? {}, "serverToClient");
  const protocol: unknown = {
    title,
    version,
    server,
    client,
    toServer: stubs(server),
    toClient: stubs(client),
  };
  implied<ReturnType<typeof defineProtocol<Server, Client>>>(protocol);
  return protocol;
}

type Table = Readonly<Record<string, Method<object, unknown>>>;

function describe(outlines: MethodOutlines, direction: Direction): Table {
  return Object.fromEntries(
    Object.entries(outlines).map(([name, { kind }]) => [
      name,
      { name, direction, kind, params: [], structure: "raw", needsHandler: true, validators: unchecked },
    ]),
  );
}

function stubs(methods: Table) {
  return (caller: Caller) =>
    Object.fromEntries(
      Object.entries(methods).map(([name, method]) => [
        name,
        (params: object = {}, options?: CallOptions) =>
          method.kind === "request"
            ? caller.call(method, params, options)
            : caller.notify({ ...method, validators: unchecked }, params),
      ]),
    );
}
