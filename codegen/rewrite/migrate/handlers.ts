import { Node } from "ts-morph";
import { type AnyFunction, type Instance, methodCall } from "./bindings.js";
import { type Case, casesOf } from "./cases.js";
import type { Context, Rule } from "./context.js";
import { listenersOf } from "./listeners.js";
import { identifiers, type Outcome, renderOutcome } from "./outcome.js";
import { requestRule } from "./request.js";
import { socketText } from "./session.js";

/** The handlers that replace a server's `mining` listener. @param data Collects the members that sessions keep. */
export function handlersOf(server: Instance, data: Map<string, string>, context: Context): string[] {
  const listeners = listenersOf(server);
  const texts = new Map<string, string>();
  for (const listener of listeners) {
    const found = casesOf(listener);
    context.note('on("mining") → handlers');
    if (!found) {
      for (const name of ["mining.subscribe", "mining.authorize", "mining.submit"])
        texts.set(name, handler(name, listener, bodyOf(listener), data, context));
      context.decide("the mining listener has no switch over req.method: each handler got all of its code");
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
    context.decide(`${name} had no case, but a server requires a handler for it`);
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
      "the default case of the switch was removed: the server rejects methods without a handler",
    );
}

function bodyOf(listener: AnyFunction): Node[] {
  const body = listener.getBody();
  return Node.isBlock(body) ? body.getStatements() : [];
}

/** One handler, from the old listener's code for its method. */
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

/** The new form of a result: node-stratum took an array of its parts. */
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
