import { Node, SyntaxKind } from "ts-morph";
import {
  type AnyFunction,
  functionOf,
  type Instance,
  memberNames,
  memberOf,
  methodCall,
  stringOf,
} from "./bindings.js";
import { type Case, casesOf } from "./cases.js";
import type { Context, Rule } from "./context.js";
import { daemonOptions, preset } from "./daemon.js";
import { notifyOptions } from "./notify.js";
import { identifiers, isValue, type Outcome, renderOutcome } from "./outcome.js";
import { named, requestRule } from "./request.js";

/** `Server.create`, what is done with a server, and its listener of `mining`. */
export const serverRule: Rule = (node, context) => {
  const { bindings } = context;
  if (Node.isExpressionStatement(node)) {
    const expression = node.getExpression();
    const call = methodCall(expression);
    const server = bindings.instanceOf(call?.on, "Server");
    if (call && server && call.name === "on" && stringOf(call.args[0]) === "mining")
      return isCollected(expression, server) ? "" : undefined;
    const defaults = defaultOption(expression, context);
    if (defaults !== undefined) return defaults;
    const commands = commandOption(expression, context);
    if (commands !== undefined) return commands;
  }
  const creation = bindings.creationOf(node);
  if (creation?.kind === "Server") return creationText(node, creation.options, context);
  const call = methodCall(node);
  const server = bindings.instanceOf(call?.on, "Server");
  if (call && server) return serverCall(node, call, server, context);
  if (Node.isPropertyAccessExpression(node) && node.getName() === "rpc") {
    const owner = bindings.instanceOf(node.getExpression(), "Server");
    if (owner) return rpcName(owner);
  }
  return undefined;
};

/** The statement that a server is created in; what follows it may be put there. */
export function statementOf(node: Node): Node | undefined {
  return node.getFirstAncestor((one) => Node.isVariableStatement(one) || Node.isExpressionStatement(one));
}

/** What stands behind the statement that creates servers: their RPC ports. */
export function afterCreation(statement: Node, context: Context): string {
  return [...context.bindings.instances.values()]
    .filter(({ kind, creation, options }) => {
      return (
        kind === "Server" && statementOf(creation) === statement && memberOf(options, "rpc") !== undefined
      );
    })
    .map((server) => {
      context.use("NotifyServer", "stratum/notify");
      context.note("the option rpc → NotifyServer");
      return `\nconst ${rpcName(server)} = new NotifyServer(${notifyOptions(memberOf(server.options, "rpc"), context)});`;
    })
    .join("");
}

function rpcName({ key }: Instance): string {
  return `${key.replace(/^.*\./, "")}Rpc`;
}

function serverCall(
  node: Node,
  { on, name, args }: NonNullable<ReturnType<typeof methodCall>>,
  server: Instance,
  context: Context,
): string | undefined {
  const key = context.render(on);
  if (name === "listen") {
    context.note("listen() → listen({ host, port })");
    const listening = `${key}.listen(${address(server.options, ["settings"], 3333, context)})`;
    const rpc = memberOf(server.options, "rpc");
    const all = rpc
      ? `Promise.all([${listening}, ${rpcName(server)}.listen(${address(rpc, [], 1337, context)})])`
      : listening;
    return awaited(node) + all;
  }
  if (name === "on") {
    const event = stringOf(args[0]);
    if (event === "mining.error") {
      context.note('on("mining.error") → on("failed")');
      return `${key}.on("failed", ${args.slice(1).map(context.render).join(", ")})`;
    }
    if (event === "mining")
      context.decide(
        "this listener of mining could not be moved into the options of its server: make it handlers there",
      );
    else if (event !== "busy")
      context.decide(`the event ${event ?? args[0]?.getText()} may have another name: see docs/migrating.md`);
    return undefined;
  }
  if (name === "broadcast" || name === "sendToId") {
    const [type, data] = name === "broadcast" ? args : args.slice(1);
    const target =
      name === "broadcast"
        ? `${key}.broadcast`
        : `${key}.sessions.get(${context.render(args[0] ?? on)})?.send`;
    return sent(target, stringOf(type), data, context);
  }
  if (name === "addDaemon") {
    const [what] = args;
    context.use("Daemon", "stratum/daemon");
    context.note("addDaemon → Daemon");
    context.decide("a daemon belongs to no server any more: keep it, and call start() and ready() on it");
    const coin = stringOf(what);
    return `new Daemon(${coin === undefined ? daemonOptions(what, context) : `{ preset: ${preset(coin, context)} }`})`;
  }
  return undefined;
}

/** What is sent to miners, by the old names in lower case. */
const sentMethods = new Map([
  ["notify", "mining.notify"],
  ["difficulty", "mining.set_difficulty"],
  ["setdifficulty", "mining.set_difficulty"],
  ["set_difficulty", "mining.set_difficulty"],
  ["setextranonce", "mining.set_extranonce"],
  ["set_extranonce", "mining.set_extranonce"],
]);

/** A call of one miner or of all: `send.mining.notify({ … })`. */
function sent(target: string, type: string | undefined, data: Node | undefined, context: Context): string {
  const method = sentMethods.get((type ?? "").replace(/^mining\./, "").toLowerCase());
  if (method === undefined) {
    context.decide(
      `${type ?? "what is sent"} has no stub of this name: choose one of send.mining and send.client`,
    );
    return `${target}.mining.notify(${data ? context.render(data) : ""})`;
  }
  const stub = method.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const params = context.facts.client[method]?.params ?? [];
  context.note(`${type} → send.${stub}`);
  if (Node.isArrayLiteralExpression(data))
    return `${target}.${stub}(${named(data.getElements(), params, context)})`;
  if (!data) return `${target}.${stub}({})`;
  const text = context.render(data);
  if (params.length === 1 && !text.startsWith("[")) return `${target}.${stub}({ ${params[0]}: ${text} })`;
  // What a handler makes of its parameters is a list of names.
  const [, list] = text.match(/^\[([\w, ]+)\]$/) ?? [];
  const names = list?.split(", ") ?? params;
  const members = params
    .slice(0, names.length)
    .map((name, index) => (name === names[index] ? name : `${name}: ${names[index]}`));
  const send = `${target}.${stub}({ ${members.join(", ")} })`;
  return list === undefined ? `(([${params.join(", ")}]) => ${send})(${text})` : send;
}

/** Host and port for `listen`. */
export function address(
  options: Node | undefined,
  path: readonly string[],
  port: number,
  context: Context,
): string {
  const member = (name: string) => memberText(options, [...path, name], context);
  const host = member("host");
  return `{ ${host === undefined ? "" : host === "host" ? "host, " : `host: ${host}, `}port: ${member("port") ?? port} }`;
}

/** The text by which a member of options is had: the value where they are written in place, else an access. */
export function memberText(
  options: Node | undefined,
  path: readonly string[],
  context: Context,
): string | undefined {
  if (!options) return undefined;
  const value = memberOf(options, ...path);
  if (Node.isObjectLiteralExpression(options)) return value && context.render(value);
  if (value || !Node.isIdentifier(options)) return `${context.render(options)}.${path.join(".")}`;
  return undefined;
}

/** `await ` where a statement of the module itself, or of an async function, is only this. */
export function awaited(node: Node): string {
  const statement = node.getParent();
  if (!Node.isExpressionStatement(statement)) return "";
  const owner = statement.getFirstAncestor(
    (one) => Node.isFunctionLikeDeclaration(one) || Node.isFunctionExpression(one),
  );
  if (!owner) return "await ";
  return "isAsync" in owner && typeof owner.isAsync === "function" && owner.isAsync() ? "await " : "";
}

function creationText(node: Node, options: Node | undefined, context: Context): string {
  context.use("StratumServer");
  context.note("Server.create → StratumServer");
  const server = [...context.bindings.instances.values()].find(({ creation }) => creation === node);
  const members: string[] = [];
  if (hasDefaults(node)) members.push("...defaults");
  const hostname = memberText(options, ["settings", "hostname"], context);
  if (hostname !== undefined) members.push(hostname === "hostname" ? hostname : `hostname: ${hostname}`);
  const lag = memberText(options, ["settings", "toobusy"], context);
  if (lag !== undefined) members.push(`limits: { lag: ${lag} }`);
  for (const name of memberNames(options))
    if (name !== "settings" && name !== "rpc")
      context.decide(`the option ${name} is not known: see docs/migrating.md`);
  if (
    options &&
    !memberOf(options, "settings") &&
    memberNames(options).length === 0 &&
    !Node.isObjectLiteralExpression(options)
  )
    context.decide(`take hostname, toobusy, host and port from ${options.getText()}: see docs/migrating.md`);
  const data: Map<string, string> = new Map();
  const handlers = server ? handlersOf(server, data, context) : [];
  if (data.size > 0)
    members.push(`data: (): { ${[...data].map(([name, type]) => `${name}?: ${type}`).join("; ")} } => ({})`);
  members.push(`handlers: {\n${handlers.map((text) => `${text},\n`).join("")}}`);
  return `new StratumServer({\n${members.map((text) => `${text},\n`).join("")}})`;
}

/** The listeners of `mining` that stand in the same block as the creation of their server. */
function listenersOf({ key, creation }: Instance): AnyFunction[] {
  return creation
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .flatMap((node) => {
      const call = methodCall(node);
      if (call?.name !== "on" || call.on.getText() !== key || stringOf(call.args[0]) !== "mining") return [];
      const listener = functionOf(call.args[1]);
      const isNear = statementOf(creation)?.getParent() === node.getParent()?.getParent();
      return listener && isNear ? [listener] : [];
    });
}

function isCollected(node: Node, server: Instance): boolean {
  const listener = functionOf(methodCall(node)?.args[1]);
  return listener !== undefined && listenersOf(server).includes(listener);
}

/** Functions that were moved into handlers whole; their declarations go. */
export function isMovedListener(node: Node, context: Context): boolean {
  return (
    Node.isFunctionDeclaration(node) &&
    identifiers(node.getSourceFile(), node.getName() ?? "").length === 2 &&
    [...context.bindings.instances.values()].some(
      (instance) => instance.kind === "Server" && listenersOf(instance).some((listener) => listener === node),
    )
  );
}

function handlersOf(server: Instance, data: Map<string, string>, context: Context): string[] {
  const listeners = listenersOf(server);
  const texts = new Map<string, string>();
  for (const listener of listeners) {
    const found = casesOf(listener);
    context.note('on("mining") → handlers');
    if (!found) {
      for (const name of ["mining.subscribe", "mining.authorize", "mining.submit"])
        texts.set(name, handler(name, listener, bodyOf(listener), data, context));
      context.decide("the listener of mining had no switch over req.method: each handler got all of it");
      continue;
    }
    for (const one of found.cases) {
      if (one.names === undefined) noteDefault(one, context);
      if (one.fallsThrough) context.decide(`the case ${one.names?.join(", ")} fell through to the next one`);
      for (const bare of one.names ?? []) {
        const name = `mining.${bare}`;
        const statements = [...found.before, ...one.statements];
        const known = context.facts.server[name] !== undefined;
        const text = handler(name, listener, statements, data, context);
        if (!known) context.decide(`${name} needs a schema: npx stratum method ${name}; then its handler is`);
        texts.set(name, known ? text : text.replace(/^/gm, "// "));
      }
    }
  }
  for (const name of ["mining.authorize", "mining.submit"]) {
    if (texts.has(name)) continue;
    context.decide(`${name} had no case; a server must have a handler for it`);
    texts.set(name, `"${name}": () => {\nthrow new ${context.use("RpcError")}("METHOD_NOT_FOUND");\n}`);
  }
  return [...texts.values()].sort((a, b) => Number(a.startsWith("//")) - Number(b.startsWith("//")));
}

function noteDefault({ statements }: Case, context: Context): void {
  const isRefusal = statements.every(
    (one) =>
      Node.isBreakStatement(one) || Node.isReturnStatement(one) || /^\w+\.reject\(/.test(one.getText()),
  );
  if (!isRefusal)
    context.decide(
      "what was the default of the switch is gone: the server itself refuses methods without a handler",
    );
}

function bodyOf(listener: AnyFunction): Node[] {
  const body = listener.getBody();
  return Node.isBlock(body) ? body.getStatements() : [];
}

/** One handler, by what the old listener did for its method. */
function handler(
  name: string,
  listener: AnyFunction,
  statements: readonly Node[],
  data: Map<string, string>,
  context: Context,
): string {
  const [req = "req", deferred = "deferred", socket = "socket"] = listener
    .getParameters()
    .map((one) => one.getName());
  const { params = [] } = context.facts.server[name] ?? {};
  const request = requestRule(req, name, params, statements, context);
  const isTaken = statements.some((one) => socket !== "session" && identifiers(one, "session").length > 0);
  const session = isTaken ? "minerSession" : "session";
  let usesSession = false;
  const extra: Rule = (node, given) => {
    const text = socketText(node, socket, session, data, given);
    if (text !== undefined) usesSession = true;
    return text ?? request.rule(node, given);
  };
  const outcome: Outcome = {
    name: deferred,
    read: (node) => {
      const call = methodCall(node);
      if (call?.on.getText() !== deferred || (call.name !== "resolve" && call.name !== "reject"))
        return undefined;
      return { value: call.args[0], failed: call.name === "reject" };
    },
    result: (value) => resultText(name, value, context),
  };
  const { body, isPromise } = renderOutcome(statements, outcome, context, extra);
  const given = request.pattern();
  const second = usesSession ? `, { ${session === "session" ? session : `session: ${session}`} }` : "";
  const head = `"${name}": (${given ?? (second ? "_params" : "")}${second}) =>`;
  if (isPromise) {
    const isSubscribe = name === "mining.subscribe";
    if (isSubscribe) context.use("type MiningSubscribeResult", "stratum/server");
    const type = isSubscribe ? "MiningSubscribeResult" : "boolean";
    const usesReject = /\breject\b/.test(body);
    return `${head} new Promise<${type}>((resolve${usesReject ? ", reject" : ""}) => {\n${body}\n})`;
  }
  return `${head} {\n${body}\n}`;
}

/** What a result is now: node-stratum took an array of what the response is made from. */
function resultText(name: string, value: Node | undefined, context: Context): string {
  if (!value) return "true";
  const elements = Node.isArrayLiteralExpression(value) ? value.getElements() : undefined;
  if (name === "mining.subscribe") {
    const texts = elements?.map(context.render) ?? [];
    if (texts.length === 3 || texts.length === 4) {
      const [size = "4", extranonce1 = '""', subscription = '""', difficulty] = texts.toReversed();
      const more = difficulty === undefined ? "" : `["mining.set_difficulty", String(${difficulty})], `;
      const members = [
        ["extranonce1", extranonce1],
        ["extranonce2Size", size],
      ].map(([key, text]) => (key === text ? key : `${key}: ${text}`));
      return `{ subscriptions: [${more}["mining.notify", ${subscription}]], ${members.join(", ")} }`;
    }
    context.decide("the result of mining.subscribe is { subscriptions, extranonce1, extranonce2Size }");
    return context.render(value);
  }
  const [first] = elements ?? [];
  return elements?.length === 1 && first ? context.render(first) : context.render(value);
}

const sessionMembers =
  "id remoteAddress userAgent extranonce1 extranonce2Size workers difficulty suggestedDifficulty subscribed connectedAt lastActivity counters data send job".split(
    " ",
  );

/** The session that takes the place of a miner's socket. */
function socketText(
  node: Node,
  socket: string,
  session: string,
  data: Map<string, string>,
  context: Context,
): string | undefined {
  const call = methodCall(node);
  if (call?.on.getText() === socket) {
    const { name, args } = call;
    if (["destroy", "close", "end"].includes(name)) return `${session}.close()`;
    const [, type] = name.match(/^stratum(\w+)$/) ?? [];
    const stub = sentMethods.get((type ?? "").toLowerCase());
    if (stub !== undefined) {
      const params = context.facts.client[stub]?.params ?? [];
      context.note(`${name} → send`);
      const camel = stub.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      return `${session}.send.${camel}(${named(args, params, context)})`;
    }
    context.decide(`${name} of a socket: sessions have send.mining and send.client instead`);
    return undefined;
  }
  if (Node.isPropertyAccessExpression(node) && node.getExpression().getText() === socket) {
    const name = node.getName();
    const parent = node.getParent();
    const isAssigned = isAssignedIn(node.getSourceFile(), node.getText());
    if (Node.isCallExpression(parent) && parent.getExpression() === node) return undefined;
    if (!isAssigned && sessionMembers.includes(name)) return `${session}.${name}`;
    data.set(name, isAssigned ?? "unknown");
    return `${session}.data.${name}`;
  }
  if (Node.isIdentifier(node) && node.getText() === socket && isValue(node)) return session;
  return undefined;
}

/** The type of what is assigned to something; undefined where nothing is. */
function isAssignedIn(source: Node, target: string): string | undefined {
  const values = source
    .getDescendantsOfKind(SyntaxKind.BinaryExpression)
    .filter((one) => one.getOperatorToken().getText() === "=" && one.getLeft().getText() === target)
    .map((one) => one.getRight());
  if (values.length === 0) return undefined;
  const types = new Set(
    values.map((value) => {
      if (Node.isTrueLiteral(value) || Node.isFalseLiteral(value)) return "boolean";
      if (Node.isNumericLiteral(value)) return "number";
      return /^\w+\.params\[\d\]$/.test(value.getText()) || stringOf(value) !== undefined
        ? "string"
        : "unknown";
    }),
  );
  return types.has("unknown") ? "unknown" : [...types].join(" | ");
}

const defaultNames: Readonly<Record<string, (value: string) => string>> = {
  toobusy: (value) => `limits: { lag: ${value} }`,
  hostname: (value) => `hostname: ${value}`,
};

/** `Server.defaults.settings.toobusy = 50;`: the first one becomes a constant for all. */
function defaultOption(expression: Node, context: Context): string | undefined {
  const all = defaultsOf(expression.getSourceFile(), context);
  if (!all.some((one) => one === expression)) return undefined;
  if (all[0] !== expression) return "";
  context.note("Server.defaults → a constant");
  const members = all.flatMap((one) => {
    if (!Node.isBinaryExpression(one)) return [];
    const name = one.getLeft().getText().split(".").at(-1) ?? "";
    const make = defaultNames[name];
    if (make) return [make(context.render(one.getRight()))];
    context.decide(`${one.getText()}: give it to listen()`);
    return [];
  });
  return `const defaults = { ${members.join(", ")} };`;
}

function defaultsOf(source: Node, context: Context): Node[] {
  return source.getDescendantsOfKind(SyntaxKind.BinaryExpression).filter((one) => {
    const [, owner] =
      one
        .getLeft()
        .getText()
        .match(/^(.*)\.defaults\.settings\.\w+$/) ?? [];
    if (owner === undefined || one.getOperatorToken().getText() !== "=") return false;
    const target = one
      .getLeft()
      .getDescendants()
      .find((node) => node.getText() === owner);
    return context.bindings.kindOf(target) === "Server";
  });
}

function hasDefaults(node: Node): boolean {
  return /\bServer\.defaults\.settings\.\w+ *=/.test(node.getSourceFile().getFullText());
}

/** `Server.commands.hashes = function …`: what it did follows from a schema now. */
function commandOption(expression: Node, context: Context): string | undefined {
  if (!Node.isBinaryExpression(expression)) return undefined;
  const [, owner, name] =
    expression
      .getLeft()
      .getText()
      .match(/^(.*)\.commands\.(\w+)$/) ?? [];
  const target = expression
    .getLeft()
    .getDescendants()
    .find((node) => node.getText() === owner);
  if (context.bindings.kindOf(target) !== "Server") return undefined;
  context.note("Server.commands → a schema");
  context.decide(`write a schema with npx stratum method mining.${name}; it takes the place of`);
  return expression.getText().replace(/^/gm, "// ");
}
