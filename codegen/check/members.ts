import { isObject } from "../document/merge-patch.js";
import { pointer } from "../document/pointer.js";
import { misspelledExtension } from "./extensions.js";
import type { Finding } from "./finding.js";
import { nearest } from "./suggestion.js";

/** The known members of an OpenRPC object, and the kinds of nested objects. */
interface Kind {
  readonly name: string;
  readonly members: Readonly<Record<string, (() => Kind) | undefined>>;
  /** Whether it is a list, or a map with arbitrary names. */
  readonly isMany?: boolean;
}

const kind = (name: string, plain: string, nested: Kind["members"] = {}): Kind => ({
  name,
  members: { ...Object.fromEntries(plain.split(" ").map((member) => [member, undefined])), ...nested },
});
const many = (of: () => Kind) => (): Kind => ({ ...of(), isMany: true });

const reference = "$ref summary description";
const docs = kind("external documentation", "description url");
const value = kind("an example of a value", `${reference} name value externalValue`);
const pairing = kind("an example", `${reference} name`, { params: many(() => value), result: () => value });
const error = kind("an error", `${reference} code message data`);
const descriptor = kind("a content descriptor", `${reference} name required schema deprecated`);
const method = kind("a method", `${reference} name tags deprecated servers links paramStructure`, {
  externalDocs: () => docs,
  params: many(() => descriptor),
  result: () => descriptor,
  errors: many(() => error),
  examples: many(() => pairing),
});
const components = kind("components", "schemas links tags", {
  contentDescriptors: many(() => descriptor),
  errors: many(() => error),
  examples: many(() => value),
  examplePairings: many(() => pairing),
  examplePairingObjects: many(() => pairing),
});
const info = kind("info", "title description termsOfService contact license version summary");
const root = kind("an OpenRPC document", "openrpc servers $schema", {
  info: () => info,
  methods: many(() => method),
  components: () => components,
  externalDocs: () => docs,
});

/**
 * Members that are neither in OpenRPC nor extensions. A probable misspelling is an error: `reslut` would turn a
 * method into a notification. Others are ignored.
 */
export function unknownMembers(document: unknown): Finding[] {
  return isObject(document) && "openrpc" in document ? within(document, root, "") : [];
}

function within(value: unknown, { name, members, isMany }: Kind, at: string): Finding[] {
  if (isMany) {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, one]) => within(one, { name, members }, pointer(at, key)));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const here = pointer(at, key);
    if (key.startsWith("x-")) return misspelledExtension(key, here);
    if (!Object.hasOwn(members, key)) return [unknown(key, name, Object.keys(members), here)];
    const next = members[key]?.();
    return next ? within(below, next, here) : [];
  });
}

function unknown(key: string, name: string, known: readonly string[], at: string): Finding {
  const meant = nearest(key, known);
  const message = `${JSON.stringify(key)} is not a member of ${name}`;
  if (meant === undefined)
    return {
      severity: "warning",
      rule: "unknown-member",
      pointer: at,
      message: `${message}: it is ignored`,
      hint: "start it with x- if it is meant for other tools",
    };
  return { pointer: at, message, hint: `did you mean ${JSON.stringify(meant)}? extensions start with x-` };
}
