import type { CallOptions } from "./call-options.js";
import type { Validate } from "./validate.js";

/** Who sends a method: the one that connected, the one that listens, or either. */
export type Direction = "clientToServer" | "serverToClient" | "both";

/**
 * A method descriptor: all that the runtime knows of a method. Generated code provides them; the
 * runtime knows no method by name.
 */
export interface Method<Params = unknown, Result = unknown, Code extends number = number> {
  /** The name on the wire. */
  readonly name: string;
  readonly direction: Direction;
  readonly kind: "request" | "notification";
  /** The parameters in the order of their positions. */
  readonly params: readonly string[];
  /** Those that may be left out. */
  readonly optional?: readonly string[];
  /** Their names on the wire, where these differ. */
  readonly wireNames?: readonly string[];
  /**
   * How parameters lie on the wire: an array of `position`s, an object by `name`, `either` (positions
   * are sent, both are taken), `spread`: an array of one object that has them as members, or `raw`: as the caller
   * gives them, whatever they are.
   */
  readonly structure: "position" | "name" | "either" | "spread" | "raw";
  /** The names of the positions, where the result is an array on the wire and an object here. */
  readonly result?: readonly string[];
  /** Where the result has numbers that are texts here, so that all their digits survive; see `wire/exact`. */
  readonly exact?: readonly string[];
  /** The parameter that decides what the result is, and its values for each case; null stands for none. */
  readonly byArgument?: {
    readonly param: string;
    readonly values: readonly (readonly (string | number | boolean | null)[])[];
  };
  /** The errors that its description names: what they say, by their number on the wire. */
  readonly errors?: Readonly<Record<Code, string>>;
  /** A function where they are loaded on first use. */
  readonly validators: Validators<Params, Result> | (() => Promise<Validators<Params, Result>>);
}

/** The checks of a method's parameters and result, in the form that handlers and callers see. */
export interface Validators<Params, Result> {
  readonly params: Validate<Params>;
  readonly result: Validate<Result>;
  /** For each case, where a parameter decides what the result is. */
  readonly results?: readonly Validate<Result>[];
}

/** Parameters of a method that has none. */
export type NoParams = Record<never, never>;

/** What generated code says of a method: the types of its parameters and its result. */
export interface MethodTypes {
  params: object;
  result: unknown;
}

/** The parameters of an entry of `ServerMethods` or `ClientMethods`. */
export type ParamsOf<Types> = Types extends { params: infer Params } ? Params : never;

/** The result of an entry of `ServerMethods` or `ClientMethods`. */
export type ResultOf<Types> = Types extends { result: infer Result } ? Result : never;

/** Answers a method. A value is answered at once; a promise when it is settled. */
export type Handler<Params, Result, Context> = (params: Params, context: Context) => Result | Promise<Result>;

/** Handlers by name on the wire. A method that may be left out has an optional one. */
export type Handlers<Methods, Context> = {
  [Name in keyof Methods]: Handler<ParamsOf<Methods[Name]>, ResultOf<Methods[Name]>, Context>;
};

/** The notifications among methods, as events: each with its parameters. */
export type NotificationsOf<Methods> = {
  [Name in keyof Methods as ResultOf<Methods[Name]> extends void ? Name : never]-?: [
    params: ParamsOf<Methods[Name]>,
  ];
};

/** Descriptors by name on the wire. */
export type MethodTable<Methods> = {
  readonly [Name in keyof Methods]-?: Method<ParamsOf<Methods[Name]>, ResultOf<Methods[Name]>>;
};

/** What carries calls to a peer: a connection, an HTTP client, or a broadcast. */
export interface Caller {
  /** @throws RpcError when the call fails, is aborted, or gets an error for an answer. */
  call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options?: CallOptions,
  ): Promise<Result>;
  notify<Params>(method: Method<Params, void>, params: Params): void;
}

/**
 * A protocol as generated code provides it: what servers and clients of it are made from.
 *
 * @typeParam ToServer The stubs that a client has.
 * @typeParam ToClient The stubs that a server has.
 */
export interface Protocol<
  ServerMethods = object,
  ClientMethods = object,
  ToServer = object,
  ToClient = object,
> {
  readonly title: string;
  readonly version: string;
  /** What a server can be called for. */
  readonly server: MethodTable<ServerMethods>;
  /** What a client can be called for. */
  readonly client: MethodTable<ClientMethods>;
  readonly toServer: (caller: Caller) => ToServer;
  readonly toClient: (caller: Caller) => ToClient;
}

/** Any protocol, of which nothing is known but that it is one. */
export type AnyProtocol = Protocol<object, object, object, object>;

/** What a server of the protocol can be called for. */
export type ServerMethodsOf<P> = P extends Protocol<infer Methods, object, object, object> ? Methods : never;

/** What a client of the protocol can be called for. */
export type ClientMethodsOf<P> = P extends Protocol<object, infer Methods, object, object> ? Methods : never;

/** The stubs that a client of the protocol has. */
export type ToServerOf<P> = P extends Protocol<object, object, infer Stubs, object> ? Stubs : never;

/** The stubs that a server of the protocol has. */
export type ToClientOf<P> = P extends Protocol<object, object, object, infer Stubs> ? Stubs : never;
