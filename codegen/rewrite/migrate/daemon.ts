import { Node, SyntaxKind } from "ts-morph";
import { type Instance, literalOf, memberNames, memberOf, methodCall, stringOf } from "./bindings.js";
import type { Context, Rule } from "./context.js";
import { awaited } from "./listen.js";
import { named } from "./request.js";

/** `Daemon.create`, its calls, and the presets of `Server.daemons`. */
export const daemonRule: Rule = (node, context) => {
  const { bindings } = context;
  if (Node.isExpressionStatement(node)) {
    const own = ownPreset(node.getExpression(), context);
    if (own !== undefined) return own;
  }
  const creation = bindings.creationOf(node);
  if (creation?.kind === "Daemon") {
    const daemon = [...bindings.instances.values()].find((one) => one.creation === node);
    if (!daemon || isStarted(daemon)) {
      context.use("Daemon", "stratum/daemon");
      context.note("Daemon.create → Daemon");
      return `new Daemon(${daemonOptions(creation.options, context)})`;
    }
    context.use("DaemonClient");
    context.note("Daemon.create → DaemonClient");
    return `new DaemonClient({ url: ${urlOf(creation.options, context)} })`;
  }
  if (
    Node.isPropertyAccessExpression(node) &&
    node.getName() === "daemons" &&
    bindings.kindOf(node.getExpression()) === "Server"
  ) {
    context.note("Server.daemons → presets");
    return context.use("presets", "stratum/daemon");
  }
  const call = methodCall(node);
  const daemon = bindings.instanceOf(call?.on, "Daemon");
  if (!call || !daemon) return undefined;
  const key = context.render(call.on);
  if (call.name === "start") {
    context.note("start() → start() and ready()");
    const wait = awaited(node);
    return wait ? `await ${key}.start();\nawait ${key}.ready()` : `${key}.start().then(() => ${key}.ready())`;
  }
  if (call.name === "close" || call.name === "stop")
    return `${awaited(node)}${key}.${isStarted(daemon) ? "stop" : "close"}()`;
  if (call.name !== "call") return undefined;
  return called(key, daemon, call.args, context);
};

function called(key: string, daemon: Instance, args: readonly Node[], context: Context): string {
  const [method, params] = args;
  const name = stringOf(method);
  const known =
    name !== undefined && Object.hasOwn(context.facts.daemon, name) ? context.facts.daemon[name] : undefined;
  const elements =
    params === undefined ? [] : Node.isArrayLiteralExpression(params) ? params.getElements() : undefined;
  const required = known ? known.params.length - (known.optional?.length ?? 0) : 0;
  if (known && elements && elements.length >= required && elements.length <= known.params.length) {
    context.note("daemon.call → daemon.rpc");
    return `${key}.rpc.${name}(${named(elements, known.params, context)})`;
  }
  const target = isStarted(daemon) ? `${key}.client` : key;
  if (name !== undefined && !known)
    context.decide(
      `${name} has no types here, and newer daemons may not have it: see the methods of ${key}.rpc`,
    );
  return `${target}.call(${args.slice(0, 2).map(context.render).join(", ")})`;
}

function isStarted({ key, creation }: Instance): boolean {
  return creation
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .some((one) => {
      const call = methodCall(one);
      return call?.name === "start" && call.on.getText() === key;
    });
}

function urlOf(options: Node | undefined, context: Context): string {
  const part = (name: string) => memberOf(options, name);
  const piece = (node: Node | undefined, fallback: string, encode: boolean) => {
    if (!node) return fallback;
    const text = stringOf(node) ?? (Node.isNumericLiteral(node) ? String(Number(node.getText())) : undefined);
    if (text !== undefined) return encode ? encodeURIComponent(text) : text;
    const rendered = context.render(node);
    return encode ? `\${encodeURIComponent(${rendered})}` : `\${${rendered}}`;
  };
  if (!literalOf(options)) context.decide("the url of the daemon is http://user:password@host:port");
  const user = part("user") ? `${piece(part("user"), "", true)}:${piece(part("password"), "", true)}@` : "";
  const url = `http://${user}${piece(part("host"), "127.0.0.1", false)}:${piece(part("port"), "8332", false)}`;
  return url.includes("${") ? `\`${url}\`` : JSON.stringify(url);
}

/** A preset by its name, or the program's own. */
export function preset(name: string, context: Context): string {
  const bare = name.toLowerCase();
  if (context.facts.presets.includes(bare)) return JSON.stringify(bare);
  return constantOf(name);
}

function constantOf(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? ["coin"];
  return words
    .map(
      (word, index) =>
        (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
    )
    .join("");
}

/** The options of a daemon: formerly flat, now members of `rpc`, `notify` or the preset. */
export function daemonOptions(options: Node | undefined, context: Context): string {
  const text = (name: string) => {
    const value = memberOf(options, name);
    return value && context.render(value);
  };
  const member = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`${name}: ${value}`];
  if (!literalOf(options)) {
    context.decide("set the coin's preset, and pass user, password, host and port as rpc");
    return `{ preset: "bitcoin" }`;
  }
  const title = stringOf(memberOf(options, "name"));
  const bare = title?.toLowerCase();
  const known = bare !== undefined && context.facts.presets.includes(bare);
  if (!known)
    context.decide(`set programs, directory and networks of ${title ?? "the coin"}: these are Bitcoin's`);
  const coin = known ? JSON.stringify(bare) : coinPreset(options, context);
  const rpc = ["host", "port", "user", "password"].flatMap((name) => member(name, text(name)));
  const notify = memberOf(options, "rpcserver");
  return `{\n${[
    `preset: ${coin}`,
    ...member("path", text("path")),
    ...(rpc.length > 0 ? [`rpc: { ${rpc.join(", ")} }`] : []),
    ...(notify ? [`notify: ${notifyOf(notify, context)}`] : []),
    ...member("args", argsOf(memberOf(options, "args"), context)),
  ]
    .map((line) => `${line},\n`)
    .join("")}}`;
}

function notifyOf(options: Node, context: Context): string {
  const text = (name: string) => {
    const value = memberOf(options, name);
    return value && context.render(value);
  };
  if (memberNames(options).includes("notifyPath"))
    context.decide("notifyPath is now notify: { program: […] }, which is rarely needed");
  const members = [
    ...["host", "port", "password"].flatMap((name) =>
      text(name) === undefined ? [] : [`${name}: ${text(name)}`],
    ),
    ...(text("notify") === undefined ? [] : [`types: ${text("notify")}`]),
  ];
  return `{ ${members.join(", ")} }`;
}

/** node-stratum wrote the dash itself. */
function argsOf(args: Node | undefined, context: Context): string | undefined {
  if (!Node.isArrayLiteralExpression(args)) return args && context.render(args);
  const texts = args.getElements().map((one) => {
    const text = stringOf(one);
    return text === undefined
      ? `\`-\${${context.render(one)}}\``
      : JSON.stringify(text.startsWith("-") ? text : `-${text}`);
  });
  return `[${texts.join(", ")}]`;
}

function coinPreset(options: Node | undefined, context: Context): string {
  context.use("presets", "stratum/daemon");
  const title = memberOf(options, "name");
  const program = stringOf(memberOf(options, "path"))?.split("/").at(-1);
  const more = program === undefined ? "" : `, programs: [${JSON.stringify(program)}]`;
  return `{ ...presets.bitcoin${title ? `, title: ${context.render(title)}` : ""}${more} }`;
}

/** `Server.daemons["sillycoin"] = {…}`: becomes a constant. */
function ownPreset(expression: Node, context: Context): string | undefined {
  if (!Node.isBinaryExpression(expression) || expression.getOperatorToken().getText() !== "=")
    return undefined;
  const left = expression.getLeft();
  const owner =
    Node.isElementAccessExpression(left) || Node.isPropertyAccessExpression(left)
      ? left.getExpression()
      : undefined;
  if (
    !Node.isPropertyAccessExpression(owner) ||
    owner.getName() !== "daemons" ||
    context.bindings.kindOf(owner.getExpression()) !== "Server"
  )
    return undefined;
  const name = Node.isElementAccessExpression(left)
    ? stringOf(left.getArgumentExpression())
    : Node.isPropertyAccessExpression(left)
      ? left.getName()
      : undefined;
  context.note("Server.daemons → a preset of your own");
  context.decide(
    "set the coin's directory and networks: these are Bitcoin's; pass rpc, notify, path and args to new Daemon()",
  );
  const notes = memberNames(expression.getRight()).filter((one) => one !== "name" && one !== "path");
  const lost =
    notes.length > 0
      ? `\n// ${notes.map((one) => `${one}: ${memberOf(expression.getRight(), one)?.getText().replace(/\s+/g, " ")}`).join(", ")}`
      : "";
  const use: string = context.use("type CoinPreset").slice(5);
  return `const ${constantOf(name ?? "coin")}: ${use} = ${coinPreset(expression.getRight(), context)};${lost}`;
}
