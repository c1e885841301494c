import { Node } from "ts-morph";
import { functionOf, memberNames, memberOf, methodCall } from "./bindings.js";
import type { Context, Rule } from "./context.js";
import { address, awaited } from "./listen.js";
import { identifiers, type Outcome, renderOutcome } from "./outcome.js";

/** `RPCServer.create`, `listen` and `expose`. */
export const notifyRule: Rule = (node, context) => {
  const { bindings } = context;
  const creation = bindings.creationOf(node);
  if (creation?.kind === "RPCServer") {
    context.use("NotifyServer", "stratum/notify");
    context.note("RPCServer.create → NotifyServer");
    return `new NotifyServer(${notifyOptions(creation.options, context)})`;
  }
  const call = methodCall(node);
  const owner = bindings.instanceOf(call?.on, "RPCServer");
  const isServers =
    Node.isPropertyAccessExpression(call?.on) &&
    call.on.getName() === "rpc" &&
    bindings.instanceOf(call.on.getExpression(), "Server");
  if (!call || !(owner || isServers)) return undefined;
  const key = context.render(call.on);
  if (call.name === "listen" && owner) {
    context.note("listen() → listen({ host, port })");
    return `${awaited(node)}${key}.listen(${address(owner.options, [], 1337, context)})`;
  }
  if (call.name !== "expose") return undefined;
  const [name, second] = call.args;
  const handler = functionOf(second);
  if (!name || !handler) {
    context.decide(
      "a handler of expose gets (params, context), and returns or throws instead of calling back",
    );
    return undefined;
  }
  context.note("expose → expose, without a callback");
  return `${key}.expose(${context.render(name)}, ${exposed(handler, context)})`;
};

export function notifyOptions(options: Node | undefined, context: Context): string {
  const members = ["mode", "password"].flatMap((name) => {
    const value = memberOf(options, name);
    return value ? [`${name}: ${context.render(value)}`] : [];
  });
  for (const name of memberNames(options))
    if (!["mode", "password", "host", "port"].includes(name))
      context.decide(`the option ${name} is unknown: see docs/migrating.md`);
  return members.length === 0 ? "" : `{ ${members.join(", ")} }`;
}

function exposed(handler: NonNullable<ReturnType<typeof functionOf>>, context: Context): string {
  const [args = "args", connection = "connection", callback = "callback"] = handler
    .getParameters()
    .map((one) => one.getName());
  const body = handler.getBody();
  if (!Node.isBlock(body)) return context.render(handler);
  const outcome: Outcome = {
    name: callback,
    read: (node) => {
      if (!Node.isCallExpression(node) || node.getExpression().getText() !== callback) return undefined;
      const [error, value] = node.getArguments();
      const failed = error !== undefined && !["null", "undefined", "false", "0"].includes(error.getText());
      return { value: failed ? error : value, failed };
    },
    result: (value) => (value ? context.render(value) : "null"),
  };
  const statements = body.getStatements();
  const { body: text, isPromise } = renderOutcome(statements, outcome, context, () => undefined);
  const uses = (name: string) => statements.some((one) => identifiers(one, name).length > 0);
  const given = uses(args) ? `const ${args} = Array.isArray(params) ? params : [];\n` : "";
  const head = `(${given || uses(connection) ? "params" : ""}${uses(connection) ? `, ${connection}` : ""}) =>`;
  if (!isPromise) return `${head} {\n${given}${text}\n}`;
  return `${head} new Promise((resolve${/\breject\b/.test(text) ? ", reject" : ""}) => {\n${given}${text}\n})`;
}
