import type { CallOptions } from "./call-options.js";
import type { Validate } from "./validate.js";

/** Which side calls a method: the client, the server, or both. */
export type Direction = "clientToServer" | "serverToClient" | "both";

/**
 * A method descriptor: everything the runtime knows about a method. Generated code provides it; the
 * runtime has no built-in methods.
 */
export interface Method<Params = unknown, Result = unknown, Code extends number = number> {
  /** The name on the wire. */
  readonly name: string;
  readonly direction: Direction;
  readonly kind: "request" | "notification";
  /** The parameters in the order of their positions. */
  readonly params: readonly string[];
  /** The optional parameters. */
  readonly optional?: readonly string[];
  /** The parameters' names on the wire, where these differ. */
  readonly wireNames?: readonly string[];
  /**
   * How parameters are encoded: an array by `position`, an object by `name`, `either` (sent by position, accepted
   * in both forms), `spread` (an array of one object that has them as members), or `raw` (exactly as the caller
   * passes them).
   */
  readonly structure: "position" | "name" | "either" | "spread" | "raw";
  /** The names of the positions, if the result is an array on the wire and an object here. */
  readonly result?: readonly string[];
  /** The paths of numbers in the result that are strings here, to keep all digits; see `wire/exact`. */
  readonly exact?: readonly string[];
  /** The parameter that selects the result's type, and its values for each case; null stands for an omitted one. */
  readonly byArgument?: {
    readonly param: string;
    readonly values: readonly (readonly (string | number | boolean | null)[])[];
  };
  /** Whether a server must have a handler. Undefined where that is not known. */
  readonly needsHandler?: boolean;
  /** The declared errors: messages by number on the wire. */
  readonly errors?: Readonly<Record<Code, string>>;
  /** A function if they are loaded on first use. */
  readonly validators: Validators<Params, Result> | (() => Promise<Validators<Params, Result>>);
}

/** The validators of a method's parameters and result, in the form that handlers and callers see. */
export interface Validators<Params, Result> {
  readonly params: Validate<Params>;
  readonly result: Validate<Result>;
  /** One per case, if a parameter selects the result's type. */
  readonly results?: readonly Validate<Result>[];
}

/** The parameters of a method without parameters. */
export type NoParams = Record<never, never>;

/** The types of a method's parameters and result, as generated code declares them. */
export interface MethodTypes {
  params: object;
  result: unknown;
}

/** The parameters of an entry of `ServerMethods` or `ClientMethods`. */
export type ParamsOf<Types> = Types extends { params: infer Params } ? Params : never;

/** The result of an entry of `ServerMethods` or `ClientMethods`. */
export type ResultOf<Types> = Types extends { result: infer Result } ? Result : never;

/** Handles a method. A value is answered at once, a promise when it settles. */
export type Handler<Params, Result, Context> = (params: Params, context: Context) => Result | Promise<Result>;

/** Handlers by name on the wire. Optional methods have optional handlers. */
export type Handlers<Methods, Context> = {
  [Name in keyof Methods]: Handler<ParamsOf<Methods[Name]>, ResultOf<Methods[Name]>, Context>;
};

/** The notifications among methods, as events with their parameters. */
export type NotificationsOf<Methods> = {
  [Name in keyof Methods as ResultOf<Methods[Name]> extends void ? Name : never]-?: [
    params: ParamsOf<Methods[Name]>,
  ];
};

/** Descriptors by name on the wire. */
export type MethodTable<Methods> = {
  readonly [Name in keyof Methods]-?: Method<ParamsOf<Methods[Name]>, ResultOf<Methods[Name]>>;
};

/** Sends calls to a peer: a connection, an HTTP client, or a broadcast. */
export interface Caller {
  /** @throws RpcError when the call fails, is aborted, or is answered with an error. */
  call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options?: CallOptions,
  ): Promise<Result>;
  notify<Params>(method: Method<Params, void>, params: Params): void;
}

/**
 * A protocol as generated code provides it, from which servers and clients are created.
 *
 * @typeParam ToServer The stubs of a client.
 * @typeParam ToClient The stubs of a server.
 */
export interface Protocol<
  ServerMethods = object,
  ClientMethods = object,
  ToServer = object,
  ToClient = object,
> {
  readonly title: string;
  readonly version: string;
  /** The methods of a server. */
  readonly server: MethodTable<ServerMethods>;
  /** The methods of a client. */
  readonly client: MethodTable<ClientMethods>;
  readonly toServer: (caller: Caller) => ToServer;
  readonly toClient: (caller: Caller) => ToClient;
}

/** Any protocol. */
export type AnyProtocol = Protocol<object, object, object, object>;

/** The methods of a server of the protocol. */
export type ServerMethodsOf<P> = P extends Protocol<infer Methods, object, object, object> ? Methods : never;

/** The methods of a client of the protocol. */
export type ClientMethodsOf<P> = P extends Protocol<object, infer Methods, object, object> ? Methods : never;

/** The stubs of a client of the protocol. */
export type ToServerOf<P> = P extends Protocol<object, object, infer Stubs, object> ? Stubs : never;

/** The stubs of a server of the protocol. */
export type ToClientOf<P> = P extends Protocol<object, object, object, infer Stubs> ? Stubs : never;
