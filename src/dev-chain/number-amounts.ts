import type { Message } from "../wire/message.js";

/** The parameters that are amounts or hold some, by position and name. Callers write numbers there, too. */
const places: Readonly<Record<string, readonly [position: string, name: string]>> = {
  createrawtransaction: ["1", "outputs"],
  sendmany: ["1", "amounts"],
  sendrawtransaction: ["1", "maxfeerate"],
  sendtoaddress: ["1", "amount"],
  settxfee: ["0", "amount"],
  testmempoolaccept: ["1", "maxfeerate"],
};

/** A call with texts for amounts, as the schemas want them. Doubles have all digits of up to 21 million coins. */
export function withTextAmounts(message: Message): Message {
  if (message.kind !== "call") return message;
  const place = places[message.method];
  return place ? { ...message, params: mapMembers(message.params, place, toText) } : message;
}

/** What an array or an object has at these places, or anywhere, as something else. */
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
