import { RpcError } from "../../rpc/index.js";
import type { Call } from "../../wire/message.js";
import type { Quirk } from "./quirk.js";

/** Which deviations of a table are taken. */
export interface Leniency<Name extends string> {
  /** Takes none but those that `quirks` switches on. Default: false, all are taken but those it switches off. */
  readonly strict?: boolean;
  /** Switches single ones on or off. */
  readonly quirks?: Partial<Record<Name, boolean>>;
}

/** Reads calls as they were meant. */
export interface QuirkReader<Name extends string> {
  /** Whether lines must be kept as they came, because what is around a message may be refused. */
  readonly keepsLines: boolean;
  readonly takes: (name: Name) => boolean;
  /**
   * @param handles Whether a method is known.
   * @throws RpcError `INVALID_REQUEST` for a deviation that is switched off.
   */
  readonly read: (call: Call, line: string, handles: (method: string) => boolean) => Call;
}

type Normalize = (call: Call) => Call;

/** A reader of a table of deviations, with some on and some off. */
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
        if (isIn(call, line))
          throw new RpcError("INVALID_REQUEST", `${name}: what is not taken here is ${accepts}`);
      }
      const known = handles(call.method) ? call : apply(call, "unknown");
      return normalizers.has(known.method) ? apply(known, known.method) : known;
    },
  };
}
