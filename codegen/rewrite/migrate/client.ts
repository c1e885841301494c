import { Node, SyntaxKind } from "ts-morph";
import { functionOf, type Instance, memberOf, methodCall, stringOf } from "./bindings.js";
import { casesOf } from "./cases.js";
import type { Context, Rule } from "./context.js";
import { identifiers, type Outcome, renderOutcome } from "./outcome.js";
import { named, requestRule } from "./request.js";

/** `Client.create`, `connect`, its events, and the calls of its socket. */
export const clientRule: Rule = (node, context) => {
  const { bindings } = context;
  const creation = bindings.creationOf(node);
  if (creation?.kind === "Client") {
    const client = [...bindings.instances.values()].find((one) => one.creation === node);
    context.use("StratumClient");
    context.note("Client.create and connect → StratumClient.connect");
    const owner = node.getFirstAncestor(
      (one) => Node.isFunctionLikeDeclaration(one) || Node.isFunctionExpression(one),
    );
    if (owner) context.decide("StratumClient.connect() returns a promise: make this function async");
    return `await StratumClient.connect(${urlOf(client, context)})`;
  }
  if (Node.isExpressionStatement(node)) {
    const call = methodCall(node.getExpression());
    const client = bindings.instanceOf(call?.on, "Client");
    if (call && client && call.name === "on" && stringOf(call.args[0]) === "mining")
      return listeners(context.render(call.on), call.args[1], context);
    if (call && client && call.name === "connect") return "";
  }
  const call = methodCall(node);
  if (!call) return undefined;
  const client = bindings.instanceOf(call.on, "Client");
  if (client && call.name === "connect") return `Promise.resolve(${context.render(call.on)})`;
  if (client && call.name === "on") {
    const event = stringOf(call.args[0]);
    const name = event === "mining.error" ? "ignored" : event === "end" ? "close" : undefined;
    if (name === undefined) return undefined;
    context.note(`on("${event}") → on("${name}")`);
    return `${context.render(call.on)}.on("${name}", ${call.args.slice(1).map(context.render).join(", ")})`;
  }
  if (client && ["destroy", "end", "disconnect"].includes(call.name))
    return `${context.render(call.on)}.close()`;
  return socketCall(call, context);
};

const socketMethods = new Map([
  ["stratumSubscribe", "mining.subscribe"],
  ["stratumAuthorize", "mining.authorize"],
  ["stratumSubmit", "mining.submit"],
]);

function socketCall(
  { on, name, args }: NonNullable<ReturnType<typeof methodCall>>,
  context: Context,
): string | undefined {
  const method = socketMethods.get(name);
  if (method !== undefined) {
    context.note(`${name} → ${method}`);
    const { params = [] } = context.facts.server[method] ?? {};
    return `${context.render(on)}.${method}(${named(args, params, context)})`;
  }
  if (name !== "stratumSend") return undefined;
  const [method_, params] = ["method", "params"].map((member) => memberOf(args[0], member));
  context.note("stratumSend → call");
  if (method_)
    return `${context.render(on)}.call(${context.render(method_)}, ${params ? context.render(params) : "[]"})`;
  const data = args[0] ? context.render(args[0]) : "{}";
  return `${context.render(on)}.call(${data}.method, ${data}.params)`;
}

function urlOf(client: Instance | undefined, context: Context): string {
  const connect = client?.creation
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .map((one) => methodCall(one))
    .find((call) => call?.name === "connect" && call.on.getText() === client.key);
  const [first, second] = connect?.args ?? [];
  if (!first) {
    context.decide("replace this URL with the pool's");
    return '"stratum+tcp://localhost:3333"';
  }
  const isObject = Node.isObjectLiteralExpression(first);
  const [port, host] = isObject ? [memberOf(first, "port"), memberOf(first, "host")] : [first, second];
  if (!isObject && !second && !Node.isNumericLiteral(first) && !Node.isStringLiteral(first)) {
    const text = context.render(first);
    return `\`stratum+tcp://\${${text}.host}:\${${text}.port}\``;
  }
  const piece = (node: Node | undefined, fallback: string) => {
    if (!node) return fallback;
    return stringOf(node) ?? (Node.isNumericLiteral(node) ? node.getText() : `\${${context.render(node)}}`);
  };
  const url = `stratum+tcp://${piece(host, "localhost")}:${piece(port, "3333")}`;
  return url.includes("${") ? `\`${url}\`` : JSON.stringify(url);
}

/** One listener per method, in place of one listener with a switch. */
function listeners(key: string, second: Node | undefined, context: Context): string | undefined {
  const listener = functionOf(second);
  const found = listener && casesOf(listener);
  context.note('client.on("mining") → a listener for each method');
  const [req = "req", deferred = "deferred", socket = "socket"] =
    listener?.getParameters().map((one) => one.getName()) ?? [];
  const outcome: Outcome = {
    name: deferred,
    read: () => undefined,
    result: () => "",
  };
  const render = (name: string, params: readonly string[], statements: readonly Node[]) => {
    const request = requestRule(req, name, params, statements, context);
    const extra: Rule = (node, given) => {
      const isAnswer =
        (Node.isExpressionStatement(node) || Node.isReturnStatement(node)) &&
        methodCall(node.getExpression())?.on.getText() === deferred;
      if (isAnswer) return Node.isReturnStatement(node) ? "return;" : "";
      if (Node.isIdentifier(node) && node.getText() === socket && identifiers(node, socket).length > 0)
        return key;
      return request.rule(node, given);
    };
    const { body } = renderOutcome(
      statements.filter((one) => !Node.isBreakStatement(one)),
      outcome,
      context,
      extra,
    );
    return `${key}.on("${name}", (${request.pattern() ?? ""}) => {\n${body}\n});`;
  };
  if (!listener || !found) {
    context.decide(
      "listen for each method by its name (mining.notify, mining.set_difficulty, …); parameters are named now",
    );
    const body = listener?.getBody();
    if (!Node.isBlock(body)) return undefined;
    const { params = [] } = context.facts.client["mining.notify"] ?? {};
    return render("mining.notify", params, body.getStatements());
  }
  return found.cases
    .flatMap(({ names, statements }) => {
      if (!names) {
        context.decide("the default case of the switch was removed: listen for other methods by their names");
        return [];
      }
      return names.flatMap((bare) => {
        const name = `mining.${bare}`;
        const known = context.facts.client[name];
        const text = render(name, known?.params ?? [], [...found.before, ...statements]);
        if (known) return [text];
        context.decide(`${name}: unknown notification of a pool`);
        return [text.replace(/^/gm, "// ")];
      });
    })
    .join("\n");
}
