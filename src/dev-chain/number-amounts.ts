import type { Message } from "../wire/message.js";

/** The parameters that are or contain amounts, by position and name. Callers may write numbers there. */
const places: Readonly<Record<string, readonly [position: string, name: string]>> = {
  createrawtransaction: ["1", "outputs"],
  sendmany: ["1", "amounts"],
  sendrawtransaction: ["1", "maxfeerate"],
  sendtoaddress: ["1", "amount"],
  settxfee: ["0", "amount"],
  testmempoolaccept: ["1", "maxfeerate"],
};

/** Converts a call's amounts to text, as the schemas require. Doubles represent up to 21 million coins exactly. */
export function withTextAmounts(message: Message): Message {
  if (message.kind !== "call") return message;
  const place = places[message.method];
  return place ? { ...message, params: mapMembers(message.params, place, toText) } : message;
}

/** Maps an array's or an object's members at these keys, or all of them. */
function mapMembers(value: unknown, at: readonly string[] | "anywhere", map: typeof toText): unknown {
  const isMeant = (key: string) => at === "anywhere" || at.includes(key);
  if (Array.isArray(value)) return value.map((item, index) => (isMeant(String(index)) ? map(item) : item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, isMeant(key) ? map(member) : member]),
  );
}

function toText(value: unknown): unknown {
  if (typeof value !== "number") return mapMembers(value, "anywhere", toText);
  const text = String(value);
  return text.includes("e-") ? value.toFixed(20).replace(/0+$/, "") : text;
}
