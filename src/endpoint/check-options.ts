/** Checks what the compiler checks in TypeScript, for callers in JavaScript. */
import { RpcError } from "../rpc/error.js";
import type { AnyProtocol, Method } from "../rpc/method.js";
import { checkOption, shown } from "../rpc/option.js";
import type { ConnectOptions } from "./connect-options.js";
import { defaultLimits } from "./limits.js";
import type { ServeOptions } from "./serve-options.js";

type Names<Options> = Readonly<Record<keyof Options, true>>;

const serveOptions: Names<ServeOptions<AnyProtocol, unknown, unknown>> = {
  listen: true,
  handlers: true,
  authenticate: true,
  data: true,
  dialect: true,
  framing: true,
  tls: true,
  cors: true,
  limits: true,
  strict: true,
  results: true,
  onMismatch: true,
  interceptors: true,
  document: true,
  secrets: true,
  logger: true,
};

const connectOptions: Names<ConnectOptions<AnyProtocol>> = {
  handlers: true,
  authorization: true,
  deadline: true,
  connectDeadline: true,
  signal: true,
  dialect: true,
  results: true,
  onMismatch: true,
  interceptors: true,
  batch: true,
  reconnect: true,
  limits: true,
  framing: true,
  tls: true,
  secrets: true,
};

/** The parts of the options that are checked. */
interface Given {
  readonly handlers?: object | undefined;
  readonly limits?: object | undefined;
  readonly document?: { readonly methods: readonly { readonly name: string }[] } | undefined;
}

/**
 * @returns The methods without a handler that may need one. Whether a handler is optional is only known from the
 *   protocol's document.
 * @throws RpcError `INVALID_OPTION`.
 */
export function checkServe(protocol: AnyProtocol, options: Given): string[] {
  checkProtocol(protocol);
  checkNames("option", "options", options, serveOptions);
  const { handlers, document, limits = {} } = options;
  checkHandlers(handlers, protocol.server);
  checkLimits(limits, defaultLimits);
  const methods: Method<never>[] = Object.values(protocol.server);
  const missing = methods.filter(({ name }) => Reflect.get(Object(handlers), name) === undefined);
  const described = new Map(document?.methods.map((method) => [method.name, method]));
  const unclear: string[] = [];
  for (const { name, needsHandler } of missing) {
    const method = described.get(name);
    if (needsHandler || (method && !Reflect.get(method, "x-optional")))
      throw new RpcError("INVALID_OPTION", `handlers: ${shown(name)} is missing: add a function for it`);
    if (!method) unclear.push(name);
  }
  return unclear;
}

/** @throws RpcError `INVALID_OPTION`. */
export function checkConnect(protocol: AnyProtocol, options: Given, limits: object): void {
  checkProtocol(protocol);
  checkNames("option", "options", options, connectOptions);
  if (options.handlers !== undefined) checkHandlers(options.handlers, protocol.client);
  checkLimits(options.limits ?? {}, limits);
}

function checkProtocol(protocol: unknown): void {
  const { server, client, toServer, toClient } = Object(protocol);
  const parts = [server, client, toServer, toClient];
  if (!parts.every(isObject))
    throw new RpcError(
      "INVALID_OPTION",
      `protocol must be a generated one or the result of defineProtocol, not ${shown(protocol)}`,
    );
}

/** Whether a value has members. */
function isObject(value: unknown): value is object {
  return Object(value) === value;
}

function checkNames(what: string, where: string, given: unknown, known: object): void {
  if (!isObject(given) || typeof given === "function")
    throw new RpcError("INVALID_OPTION", `${where} must be an object, not ${shown(given)}`);
  const names = Object.keys(known);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const expected = names.length > 0 ? `expected one of ${names.join(", ")}` : "the protocol has none here";
  throw new RpcError("INVALID_OPTION", `${where}: unknown ${what} ${shown(unknown)}: ${expected}`);
}

function checkHandlers(handlers: unknown, methods: object): void {
  checkNames("method", "handlers", isInstance(handlers) ? {} : handlers, methods);
  for (const name in methods) {
    const handler: unknown = Reflect.get(Object(handlers), name);
    if (handler !== undefined && typeof handler !== "function")
      throw new RpcError(
        "INVALID_OPTION",
        `handlers: ${shown(name)} must be a function, not ${shown(handler)}`,
      );
  }
}

/** Whether handlers are methods of an object with a class, which may have other members. */
function isInstance(handlers: unknown): boolean {
  const prototype: unknown = isObject(handlers) ? Object.getPrototypeOf(handlers) : null;
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}

function checkLimits(limits: object, known: object): void {
  checkNames("limit", "limits", limits, known);
  for (const [name, limit] of Object.entries(limits)) checkOption(`limits.${name}`, limit, { above: true });
}
