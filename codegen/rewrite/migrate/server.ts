import { Node } from "ts-morph";
import { type Instance, memberNames, memberOf, methodCall, stringOf } from "./bindings.js";
import type { Context, Rule } from "./context.js";
import { daemonOptions, preset } from "./daemon.js";
import { commandOption, defaultOption, hasDefaults } from "./defaults.js";
import { handlersOf } from "./handlers.js";
import { address, awaited, memberText } from "./listen.js";
import { isCollected, statementOf } from "./listeners.js";
import { notifyOptions } from "./notify.js";
import { sent } from "./sent.js";

/** `Server.create`, the uses of a server, and its `mining` listener. */
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

/** The statements after the one that creates servers: their RPC ports. */
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
        "this mining listener could not be moved into its server's options: write handlers there",
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
    context.decide(
      "daemons no longer belong to a server: keep the object, and call start() and ready() on it",
    );
    const coin = stringOf(what);
    return `new Daemon(${coin === undefined ? daemonOptions(what, context) : `{ preset: ${preset(coin, context)} }`})`;
  }
  return undefined;
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
      context.decide(`the option ${name} is unknown: see docs/migrating.md`);
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
