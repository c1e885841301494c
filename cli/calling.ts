import { protocol as daemon } from "../generated/daemon/index.js";
import { protocol as notifications } from "../generated/notify/index.js";
import { protocol as stratum } from "../generated/stratum/index.js";
import { DaemonClient } from "../src/daemon/client.js";
import { connect } from "../src/endpoint/index.js";
import { notifySecrets } from "../src/notify/secrets.js";
import { isRpcError, type Method, RpcError, type Validate } from "../src/rpc/index.js";
import { readParams, writeParams } from "../src/rpc/params.js";
import { StratumClient } from "../src/stratum/client.js";
import { values } from "../src/wire/values.js";
import { type Argument, readArgument, readValue } from "./arguments.js";

/** Options of a call from the command line. */
export interface CallUrlOptions {
  /** Milliseconds for the connection and for the answer, each. */
  readonly deadline: number;
  readonly password: string | undefined;
}

const defaultRpcPort = "1337";

/**
 * Calls a method of the server at a URL.
 *
 * @param words The parameters from the command line.
 * @throws RpcError `INVALID_OPTION` for an unsupported URL; or the call's error.
 */
export async function callUrl(
  url: string,
  name: string,
  words: readonly string[],
  options: CallUrlOptions,
): Promise<unknown> {
  if (/^https?:/.test(url)) return callHttp(url, name, words, options);
  if (/^(tcp|wss?):/.test(url)) return callRpcPort(url, name, words, options);
  if (url.includes("://") && !/^(stratum|ssl|tls)/.test(url)) throw noUrl();
  const client = await StratumClient.connect(url, {
    deadline: options.deadline,
    connect: { deadline: options.deadline },
  });
  try {
    return await client.call(name, await wireParams(methodIn(stratum.server, name), words));
  } finally {
    client.close();
  }
}

async function callHttp(
  url: string,
  name: string,
  words: readonly string[],
  { deadline, password }: CallUrlOptions,
): Promise<unknown> {
  const target = parseUrl(url);
  if (password !== undefined && !target.password) {
    target.username ||= "stratum";
    target.password = password;
  }
  const client = new DaemonClient({ url: target.href, deadline });
  try {
    return await callDaemon(client, name, words);
  } finally {
    await client.close();
  }
}

/** Calls a daemon's method with parameters from the command line. */
export async function callDaemon(
  client: DaemonClient,
  name: string,
  words: readonly string[],
): Promise<unknown> {
  const method = methodIn(daemon.server, name) ?? methodIn(notifications.server, name);
  return client.call(name, await wireParams(method, words));
}

/** A WebSocket sends the password in the upgrade's header, a TCP connection in its first call. */
async function callRpcPort(
  url: string,
  name: string,
  words: readonly string[],
  { deadline, password: given }: CallUrlOptions,
): Promise<unknown> {
  const target = parseUrl(url);
  if (target.protocol === "tcp:") target.port ||= defaultRpcPort;
  const password = target.password ? decodeURIComponent(target.password) : given;
  const username = decodeURIComponent(target.username) || "stratum";
  target.username = target.password = "";
  const params = await wireParams(methodIn(notifications.server, name), words);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  try {
    const client = await connect(target, notifications, {
      framing: values,
      secrets: notifySecrets,
      deadline,
      connectDeadline: deadline,
      ...(password !== undefined && { authorization }),
    });
    try {
      return await client.call(name, params);
    } finally {
      await client.close();
    }
  } catch (error) {
    throw password === undefined && isRpcError(error, "UNAUTHORIZED")
      ? new RpcError("INVALID_OPTION", "the RPC port requires a password: use --password or STRATUM_PASSWORD")
      : error;
  }
}

/** @throws RpcError `INVALID_OPTION`. */
function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) throw noUrl();
  return url;
}

/** Doesn't repeat the URL, which may contain a password. */
function noUrl(): RpcError {
  return new RpcError(
    "INVALID_OPTION",
    "invalid URL: expected stratum+tcp://, tcp://, ws://, wss://, http:// or https:// followed by host:port",
  );
}

function methodIn(methods: Readonly<Record<string, Method | undefined>>, name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

/** Converts parameters for the wire. Those of known methods are validated. */
async function wireParams(
  method: Method | undefined,
  words: readonly string[],
): Promise<unknown[] | Record<string, unknown>> {
  const typed = words.map((word) => readArgument(word, method?.params));
  if (!method) {
    const named = typed.filter(({ name }) => name !== undefined);
    if (named.length === 0) return typed.map(({ text }) => readValue(text));
    if (named.length < typed.length)
      throw new RpcError(
        "INVALID_PARAMS",
        "can't mix named and positional parameters: use either all by name or all by position",
      );
    return Object.fromEntries(typed.map(({ name = "", text }) => [name, readValue(text)]));
  }
  if (typed.length > method.params.length) {
    throw new RpcError(
      "INVALID_PARAMS",
      `too many parameters: ${method.name} takes ${method.params.join(", ") || "none"}`,
    );
  }
  const texts = Object.fromEntries(
    typed.map(({ name, text }, index) => [name ?? method.params[index] ?? "", text]),
  );
  const { params: validate } =
    typeof method.validators === "function" ? await method.validators() : method.validators;
  const members = method.structure === "spread" && typed.length === 1 && readMembers(typed[0]);
  if (members) {
    readParams(method, validate, [members], true);
    return [members];
  }
  const wire = writeParams(method, validate, bestValues(texts, validate));
  return Array.isArray(wire) ? wire : Object(wire);
}

/** A method that takes one object accepts it as one JSON argument. */
function readMembers(word: Argument | undefined): object | undefined {
  const value = word && word.name === undefined ? readValue(word.text) : undefined;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Parses values as JSON, but keeps `12345678` as text where the method expects a string. */
function bestValues(
  texts: Readonly<Record<string, string>>,
  validate: Validate<unknown>,
): Record<string, unknown> {
  const values = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, readValue(text)]));
  const fits = (): boolean => validate(values);
  while (!fits()) {
    const name = validate.errors?.[0]?.instancePath.split("/")[1] ?? "";
    if (!Object.hasOwn(texts, name) || values[name] === texts[name]) break;
    values[name] = texts[name];
  }
  return values;
}
