import { RpcError } from "../../rpc/index.js";
import type { Call } from "../../wire/message.js";
import type { Quirk } from "./quirk.js";

/** Which deviations are accepted. */
export interface Leniency<Name extends string> {
  /** Accepts only the deviations that `quirks` switches on. Default: false, all except those that it switches off. */
  readonly strict?: boolean;
  /** Switches single deviations on or off. */
  readonly quirks?: Partial<Record<Name, boolean>>;
}

/** Normalizes calls. */
export interface QuirkReader<Name extends string> {
  /** Whether lines must not be trimmed, because characters around a message may be refused. */
  readonly keepsLines: boolean;
  readonly takes: (name: Name) => boolean;
  /**
   * @param handles Whether a method has a handler.
   * @throws RpcError `INVALID_REQUEST` for a deviation that is switched off.
   */
  readonly read: (call: Call, line: string, handles: (method: string) => boolean) => Call;
}

type Normalize = (call: Call) => Call;

/** Creates a reader for a table of deviations. */
export function createQuirkReader<Name extends string>(
  table: Readonly<Record<Name, Quirk>>,
  { strict = false, quirks: chosen = {} }: Leniency<Name> = {},
): QuirkReader<Name> {
  const on = new Set<Name>();
  const off: [Name, Quirk][] = [];
  const normalizers = new Map<string, Normalize[]>();
  for (const name in table) {
    const quirk: Quirk = table[name];
    if (!(chosen[name] ?? !strict)) {
      off.push([name, quirk]);
      continue;
    }
    on.add(name);
    for (const method of [quirk.methods ?? []].flat()) {
      if (quirk.normalize) normalizers.set(method, [...(normalizers.get(method) ?? []), quirk.normalize]);
    }
  }
  const apply = (call: Call, key: string) =>
    (normalizers.get(key) ?? []).reduce((normalized, normalize) => normalize(normalized), call);

  return {
    keepsLines: off.length > 0,
    takes: (name) => on.has(name),
    read: (call, line, handles) => {
      for (const [name, { isIn, accepts }] of off) {
        if (isIn(call, line)) throw new RpcError("INVALID_REQUEST", `${name}: not accepted: ${accepts}`);
      }
      const known = handles(call.method) ? call : apply(call, "unknown");
      return normalizers.has(known.method) ? apply(known, known.method) : known;
    },
  };
}
