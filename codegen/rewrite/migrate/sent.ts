import { Node } from "ts-morph";
import type { Context } from "./context.js";
import { named } from "./request.js";

/** The methods sent to miners, by their old names in lower case. */
export const sentMethods = new Map([
  ["notify", "mining.notify"],
  ["difficulty", "mining.set_difficulty"],
  ["setdifficulty", "mining.set_difficulty"],
  ["set_difficulty", "mining.set_difficulty"],
  ["setextranonce", "mining.set_extranonce"],
  ["set_extranonce", "mining.set_extranonce"],
]);

/** A call of one miner or of all: `send.mining.notify({ … })`. */
export function sent(
  target: string,
  type: string | undefined,
  data: Node | undefined,
  context: Context,
): string {
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
  // The parameters of a handler, rendered as a list of names.
  const [, list] = text.match(/^\[([\w, ]+)\]$/) ?? [];
  const names = list?.split(", ") ?? params;
  const members = params
    .slice(0, names.length)
    .map((name, index) => (name === names[index] ? name : `${name}: ${names[index]}`));
  const send = `${target}.${stub}({ ${members.join(", ")} })`;
  return list === undefined ? `(([${params.join(", ")}]) => ${send})(${text})` : send;
}
